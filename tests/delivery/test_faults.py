"""Things break: disks fill, files are damaged or removed, processes die, the clock jumps."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from contextlib import contextmanager

import pysqlite3
import pytest

from khabar.delivery.counting import COUNTERS
from khabar.delivery.purging import purge
from khabar.delivery.rerendering import rerender
from tests.delivery import press

pytestmark = [pytest.mark.faults, pytest.mark.once]


class Worker:
    """A worker in a process of its own."""

    def __init__(self, folder) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, there = spawn.Pipe()
        self.process = spawn.Process(target=press.work, args=(str(folder), there), daemon=True)
        self.process.start()
        there.close()
        assert self._pipe.recv() == "ready"

    def ask(self, address):
        self.begin("ask", address)
        return self.end()

    def begin(self, deed, *arguments, **more):
        self._pipe.send((deed, arguments, more))

    def end(self):
        assert self._pipe.poll(20), "the worker doesn't answer"
        return self._pipe.recv()

    def kill(self):
        self.process.kill()
        self.process.join()
        self._pipe.close()


@pytest.fixture
def two_workers(website):
    workers = [Worker(website.folder) for _ in range(2)]
    yield workers
    for worker in workers:
        worker.kill()


def file_of(website):
    (file,) = (website.folder / "pages").glob("pages-*.db")
    return file


def test_two_processes_share_pages_and_a_hard_purge_reaches_both(website, two_workers):
    for edition in range(20):
        website.write(1, f"edition {edition}.")
        purge(["story/1"], hard=True)
        assert all(f"edition {edition}." in worker.ask("/ar/1/").text for worker in two_workers)
    assert len(website.printed) == 20


def test_a_purge_by_one_process_reaches_the_other(website, two_workers):
    one, other = two_workers
    for _ in range(3):
        one.ask("/ar/1/")
    website.write(1, "second")
    other.begin("purge", ["story/1"], hard=True)
    assert other.end() == 1
    assert "second" in one.ask("/ar/1/").text


def test_two_processes_agree_within_a_second_of_a_soft_purge(website, two_workers):
    for worker in two_workers:
        worker.ask("/ar/1/")
    website.write(1, "second")
    purge(["story/1"])
    rerender(limit=10)
    began = time.monotonic()
    assert all("second" in worker.ask("/ar/1/").text for worker in two_workers)
    assert time.monotonic() - began < 1


def test_a_cold_page_is_rendered_once_over_processes(website, two_workers):
    website.take(0.5)
    for worker in two_workers:
        worker.begin("ask", "/ar/1/")
    assert {worker.end().status for worker in two_workers} == {200}
    assert len(website.printed) == 1


def test_a_renderer_that_is_killed_leaves_the_page_to_the_next(website, two_workers):
    one, other = two_workers
    website.take(30)
    one.begin("ask", "/ar/1/")
    time.sleep(0.5)
    website.take(0)
    other.begin("ask", "/ar/1/")
    one.process.kill()
    assert other.end().status == 200


def test_workers_killed_while_writing_leave_whole_pages(website):
    """Each page that is there is old or new, its bodies one and the same text."""
    for round_ in range(15):
        worker = Worker(website.folder)
        for number in range(30):
            website.write(number, f"round {round_}.")
        purge([f"story/{number}" for number in range(30)], hard=True)
        worker.begin("ask", "/ar/0/")
        time.sleep(0.002 * round_)
        for number in range(1, 30):
            worker.begin("ask", f"/ar/{number}/")
        os.kill(worker.process.pid, signal.SIGKILL)
        for number in range(30):
            for encoding in ("identity", "gzip", "br"):
                answer = website.ask(f"/ar/{number}/", headers={"Accept-Encoding": encoding})
                assert answer.status == 200
            assert f"round {round_}." in website.ask(f"/ar/{number}/").text
        worker.kill()
    with pysqlite3.connect(file_of(website)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_change_whose_maker_died_before_telling_is_told_again(website, eventually):
    """What a purge does up to its commit, and then nothing: no slot is bumped."""
    for _ in range(2):
        website.ask("/ar/1/")
    website.write(1, "second")
    connection = pysqlite3.connect(file_of(website))
    with connection:
        connection.execute("DELETE FROM pages")
        slot = website.application._copies[f"{press.HOST}/ar/1/"].slot
        connection.execute("INSERT OR REPLACE INTO changes VALUES (?, ?)", (slot, time.time()))
    connection.close()
    eventually(lambda: "second" in website.ask("/ar/1/").text)


@contextmanager
def small_disk(folder):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("A small disk can only be mounted by root")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder):
    """Write until the disk takes no more."""
    subprocess.run(["dd", "if=/dev/zero", f"of={folder}/filler", "bs=4k"], capture_output=True)
    assert os.statvfs(folder).f_bavail == 0


def test_on_a_full_disk_reads_go_on_and_operators_are_told(website):
    with small_disk(website.folder / "pages-on-small-disk"):
        site = moved_to_small_disk(website)
        for _ in range(2):
            kept = site.ask("/ar/1/")
        fill(website.folder / "pages-on-small-disk")
        errors = COUNTERS.errors
        for number in range(2, 60):
            site.write(number, "new")
            assert "new" in site.ask(f"/ar/{number}/").text
        assert COUNTERS.errors > errors
        site.break_down()
        assert site.ask("/ar/1/").body == kept.body
        site.close()


def test_a_take_down_on_a_full_disk_takes_everything_down(website):
    with small_disk(website.folder / "pages-on-small-disk"):
        site = moved_to_small_disk(website)
        for number in range(1, 40):
            site.write(number, "old")
            site.ask(f"/ar/{number}/")
        fill(website.folder / "pages-on-small-disk")
        for number in range(1, 40):
            site.write(number, "new")
            purge([f"story/{number}"], hard=True)
            assert "new" in site.ask(f"/ar/{number}/").text
        site.close()


def moved_to_small_disk(website):
    from django.conf import settings  # noqa: PLC0415

    settings.KHABAR_PAGES_FOLDER = website.folder / "pages-on-small-disk"
    return website.restarted()


@pytest.mark.parametrize("where", [0, 18, 4096, 20000])
def test_a_damaged_file_is_given_up_and_readers_notice_nothing(website, where):
    for number in range(1, 20):
        website.write(number, "text")
        website.ask(f"/ar/{number}/")
    website.close()
    damaged = file_of(website)
    with pysqlite3.connect(damaged) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with damaged.open("r+b") as file:
        file.seek(where)
        file.write(os.urandom(30_000))
    site = website.restarted()
    for _ in range(2):
        for number in range(1, 20):
            assert "text" in site.ask(f"/ar/{number}/").text
    site.close()


def test_bodies_that_a_power_cut_spoilt_are_not_served(website):
    for number in range(1, 20):
        website.write(number, "text")
        website.ask(f"/ar/{number}/")
    website.close()
    (bodies,) = (website.folder / "pages").glob("*.bodies")
    size = bodies.stat().st_size
    bodies.write_bytes(b"\0" * (size // 2) + os.urandom(size // 4))
    site = website.restarted()
    for _ in range(2):
        assert all("text" in site.ask(f"/ar/{number}/").text for number in range(1, 20))
    site.close()


def test_what_is_gone_takes_no_room_on_the_disk(website):
    for number in range(1, 101):
        website.write(number, "text" * 5000)
        website.ask(f"/ar/{number}/")
    (bodies,) = (website.folder / "pages").glob("*.bodies")
    full = bodies.stat().st_blocks * 512
    purge([f"story/{number}" for number in range(1, 91)], hard=True)
    assert bodies.stat().st_blocks * 512 < full / 5
    assert "text" in website.ask("/ar/95/").text and len(website.printed) == 100


def test_a_file_of_another_version_is_given_up(website):
    website.ask("/ar/1/")
    website.close()
    with pysqlite3.connect(file_of(website)) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    former = file_of(website).name
    site = website.restarted()
    for _ in range(2):
        assert site.ask("/ar/1/").status == 200
    assert len(website.printed) == 2 and file_of(website).name != former
    site.close()


def test_a_file_removed_from_under_us_is_missed_within_seconds(website, eventually):
    for _ in range(2):
        website.ask("/ar/1/")
    for file in (website.folder / "pages").glob("pages-*"):
        file.unlink()
    eventually(lambda: website.ask("/ar/1/").status == 200 and len(website.printed) == 2)
    website.write(1, "second")
    purge(["story/1"], hard=True)
    assert "second" in website.ask("/ar/1/").text


def test_a_locked_file_stops_no_reader(website):
    for _ in range(2):
        website.ask("/ar/1/")
    website.write(2, "two")
    lock = pysqlite3.connect(file_of(website), isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert website.ask("/ar/1/").status == 200
    assert time.monotonic() - began < 0.5
    assert "two" in website.ask("/ar/2/").text
    lock.execute("COMMIT")
    lock.close()


def test_a_thousand_addresses_stay_while_the_press_is_broken_and_recover(website, eventually):
    for number in range(1, 1001):
        website.write(number, "text")
        website.ask(f"/ar/{number}/")
    purge(["section/politics"])  # so that each is due to be rendered again
    website.break_down()
    for number in range(1, 1001):
        assert website.ask(f"/ar/{number}/").status == 200
    website.repair()
    website.write(1, "new")
    eventually(lambda: "new" in website.ask("/ar/1/").text)


def test_a_page_made_in_the_future_is_made_again(website, monkeypatch):
    """The clock was an hour ahead when the page was made, and is right again now."""
    website.ask("/ar/1/")
    connection = pysqlite3.connect(file_of(website))
    with connection:
        connection.execute(
            "UPDATE pages SET made_at = made_at + 3600, fresh_until = fresh_until + 3600,"
            " stale_until = stale_until + 3600"
        )
    connection.close()
    website.write(1, "second")
    site = website.restarted()
    site.ask("/ar/1/")
    time.sleep(1.5)
    assert "second" in site.ask("/ar/1/").text
    site.close()


def test_a_crawler_does_not_push_out_what_readers_read(website, settings):
    settings.KHABAR_PAGES_MOST_PAGES = 30
    site = website.restarted()
    for _ in range(2):
        for number in range(1, 11):
            site.write(number, "read")
            site.ask(f"/ar/{number}/")
    site.close()  # writes down that they were read again
    site = site.restarted()
    for number in range(1000, 1300):
        site.write(number, "crawled")
        site.ask(f"/ar/{number}/")
    site = site.restarted()
    site.break_down()
    assert [site.ask(f"/ar/{number}/").status for number in range(1, 11)] == [200] * 10
    site.close()
