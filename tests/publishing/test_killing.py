"""Real workers, woken, stopped and killed."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from khabar.publishing.claiming import claim
from khabar.publishing.models import LedgerRow
from khabar.publishing.recording import record
from khabar.publishing.waking import Bell, is_dead, wake
from tests.publishing.conftest import Processes
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def happen(
    number: int, seconds: float = 0.0, kind: str = "happened", until_gone: Path | None = None
) -> None:
    """Let something happen whose consequence takes `seconds`, or as long as a file is there."""
    payload = {"number": number, "seconds": seconds}
    if until_gone:
        until_gone.touch()
        payload["until_gone"] = str(until_gone)
    record(kind=kind, subject=f"thing/{number % 3}", keys=[], payload=payload)


def all_done() -> bool:
    return not LedgerRow.objects.open().exists()


def workers() -> list[str]:
    folder = settings.VAR / "workers"
    return os.listdir(folder) if folder.exists() else []


def is_running() -> bool:
    return any(not is_dead(name) for name in workers())


def test_a_worker_is_woken_at_once(processes: Processes) -> None:
    processes.start("worker", "60.0")
    wait_until(is_running)
    happen(1)
    wait_until(all_done)
    waits = []
    for number in range(2, 12):
        time.sleep(0.2)
        before = time.monotonic()
        happen(number)
        wait_until(all_done)
        waits.append(time.monotonic() - before)
    # Without the bell it would look once a second, so each wait would be close to 0.8.
    assert sorted(waits)[3] < 0.3


def test_sigterm_lets_a_row_be_finished_and_leaves_the_next(
    processes: Processes, tmp_path: Path
) -> None:
    happen(0, until_gone=tmp_path / "busy")
    happen(3)
    worker = processes.start("worker", "60.0")
    wait_until(lambda: processes.notes("begin"))
    worker.send_signal(signal.SIGTERM)
    wait_until(lambda: processes.notes("told to stop"))
    (tmp_path / "busy").unlink()
    assert worker.wait(60) == 0
    assert processes.notes("begin") == ["begin thing/0 0"]
    assert processes.notes("end") == ["end thing/0 0"]
    left = LedgerRow.objects.open().get()
    assert (left.attempts, left.lease_owner) == (0, "")
    assert workers() == []


def test_a_slow_host_keeps_no_reader_waiting(processes: Processes, tmp_path: Path) -> None:
    processes.start("worker", "60.0")
    wait_until(is_running)
    happen(0, kind="told", until_gone=tmp_path / "slow")
    wait_until(lambda: processes.notes("begin thing/0"))
    for number in (1, 2, 4, 5):
        happen(number)
    happen(3)
    wait_until(lambda: len(processes.notes("end")) == 5)
    (tmp_path / "slow").unlink()
    wait_until(all_done)
    assert processes.notes("end")[-1] == "end thing/0 0"


@contextmanager
def database_away(link: Path) -> Iterator[None]:
    """Take the database for a while from those who came by `link`, or over the network."""
    if connection.vendor == "sqlite":
        link.unlink()
        link.symlink_to("/nonexistent/khabar.db")
        yield
        link.unlink()
        link.symlink_to(connection.settings_dict["NAME"])
        return
    connection.close()
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.faults
def test_a_worker_outlives_a_database_that_was_away(processes: Processes, tmp_path: Path) -> None:
    link = tmp_path / "khabar.db"
    link.symlink_to(connection.settings_dict["NAME"])
    database = f"sqlite:///{link}" if connection.vendor == "sqlite" else ""
    worker = processes.start("worker", "60.0", database=database)
    wait_until(is_running)
    happen(1)
    wait_until(all_done)
    with database_away(link):
        time.sleep(3)
    happen(2)
    wait_until(all_done)
    assert worker.poll() is None
    assert processes.notes("end") == ["end thing/1 1", "end thing/2 2"]


@pytest.mark.faults
def test_the_rows_of_a_killed_worker_are_taken_up_at_once_on_its_machine(
    processes: Processes, tmp_path: Path
) -> None:
    happen(0, until_gone=tmp_path / "busy")
    worker = processes.start("worker", "60.0")
    wait_until(lambda: processes.notes("begin"))
    worker.kill()
    worker.wait()
    (tmp_path / "busy").unlink()
    # Its lease would hold for another minute.
    assert LedgerRow.objects.leased().count() == 1
    processes.start("worker", "60.0")
    wait_until(all_done)
    assert processes.notes() == ["begin thing/0 0", "begin thing/0 0", "end thing/0 0"]


@pytest.mark.faults
def test_the_lease_of_a_worker_elsewhere_runs_out(processes: Processes) -> None:
    happen(0)
    assert claim(owner="elsewhere.1.a", lanes=[0], lease=timedelta(minutes=1))
    processes.start("worker", "60.0")
    wait_until(is_running)
    time.sleep(1)
    assert not all_done()
    LedgerRow.objects.leased().update(lease_until=timezone.now())
    wait_until(all_done)


@pytest.mark.faults
def test_a_long_deed_keeps_its_lease(processes: Processes) -> None:
    happen(0, seconds=6.0)
    for _ in range(2):
        processes.start("worker", "2.0")
    wait_until(all_done)
    assert processes.notes() == ["begin thing/0 0", "end thing/0 0"]


@pytest.mark.faults
def test_what_kills_its_worker_is_given_up_and_the_rest_is_done(processes: Processes) -> None:
    happen(1, kind="crashed")
    happen(2)
    for _ in range(12):
        if all_done():
            break
        LedgerRow.objects.open().update(run_after="2000-01-01T00:00:00Z")
        worker = processes.start("worker", "60.0")
        wait_until(lambda process=worker: process.poll() is not None or all_done())
        worker.kill()
    assert processes.notes("crash") == ["crash"] * 3
    # Once more where the worker died with the deed done and not yet noted.
    assert set(processes.notes("end")) == {"end thing/2 2"}
    assert LedgerRow.objects.get(given_up_at__isnull=False).kind == "crashed"


@pytest.mark.faults
def test_workers_killed_at_random_lose_nothing_and_keep_the_order(processes: Processes) -> None:
    random.seed(20)
    running = [processes.start("worker", "60.0") for _ in range(2)]
    for number in range(60):
        happen(number, seconds=0.01)
        time.sleep(random.uniform(0, 0.15))
        if number % 10 == 9:
            victim = random.choice(running)
            victim.kill()
            running[running.index(victim)] = processes.start("worker", "60.0")
    wait_until(all_done)
    for subject in range(3):
        ends = [line for line in processes.notes("end") if f" thing/{subject} " in line]
        numbers = list(dict.fromkeys(int(line.split()[-1]) for line in ends))
        assert numbers == list(range(subject, 60, 3))


def test_nobody_is_taken_for_dead_who_lives() -> None:
    with Bell() as bell:
        assert not is_dead(bell.owner)
        wake()
        assert bell.wait(0)
        assert not bell.wait(0)
    assert is_dead(bell.owner)
    assert not is_dead("elsewhere.1.a")


def test_a_pipe_that_nobody_holds_is_removed(monkeypatch: Any) -> None:
    (settings.VAR / "workers").mkdir(exist_ok=True)
    pipe = settings.VAR / "workers" / "left-behind"
    os.mkfifo(pipe)
    wake()
    assert not pipe.exists()


def test_a_bell_that_nobody_hears_for_long_blocks_nobody() -> None:
    with Bell() as bell:
        for _ in range(70_000):
            bell.ring()
        wake()
        assert bell.wait(0)
