"""What a reader was told had arrived is there, once, whatever was killed, locked or broken."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from html import unescape
from itertools import count
from pathlib import Path

import psycopg
import pysqlite3
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.website.installation import Installation, children_of

pytestmark = [pytest.mark.faults, pytest.mark.once]
ADDRESS = "/ar/1/comments/"
NUMBERS = count(1)
FAULTS = st.tuples(st.sampled_from(["writer", "drainer", "lock"]), st.floats(0.1, 0.4))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with Installation(tmp_path_factory.mktemp("comments")) as installation:
        installation.fill(1)
        installation.serve()
        yield installation


@pytest.fixture
def quiet_site(tmp_path: Path) -> Iterator[Installation]:
    """One that isn't served yet."""
    with Installation(tmp_path) as installation:
        installation.fill(1)
        yield installation


def form_of(site: Installation) -> dict[str, str]:
    """Return the filled-in form of the story's page; each has words of its own."""
    found = re.search(r'name="seal" value="([^"]+)"', site.get("/ar/1/")[1])
    assert found
    text = f"تعليق {next(NUMBERS)} على الخبر"
    return {"seal": found[1], "name": "مريم", "email": "maryam@example.org", "text": text}


def forms_of(site: Installation, many: int, **more: str) -> list[dict[str, str]]:
    form = form_of(site)
    return [form | {"text": f"تعليق {next(NUMBERS)} على الخبر"} | more for _ in range(many)]


def stored(site: Installation) -> list[str]:
    """Return the texts of all comments in the database."""
    query = "SELECT text FROM khabar_comments_comment ORDER BY id"
    if site.address:
        with psycopg.connect(site.address) as server:
            return [text for (text,) in server.execute(query)]
    with closing(pysqlite3.connect(site.folder / "khabar.db", timeout=20)) as database:
        return [text for (text,) in database.execute(query)]


def are_stored_once(site: Installation, texts: list[str]) -> bool:
    found = stored(site)
    return all(found.count(text) == 1 for text in texts)


def spool_of(site: Installation) -> list[Path]:
    """Return what of readers' words lies outside the database."""
    return list((site.folder / "spool/comments").glob("**/*.spool"))


@contextmanager
def locked(site: Installation) -> Iterator[None]:
    """Let nobody write into the database while the block lasts."""
    if site.address:
        with psycopg.connect(site.address) as server:
            server.execute("LOCK TABLE khabar_comments_comment IN SHARE ROW EXCLUSIVE MODE")
            yield
        return
    with closing(
        pysqlite3.connect(site.folder / "khabar.db", isolation_level=None, timeout=30)
    ) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def processes_of(site: Installation) -> dict[str, int]:
    """Return who writes the spool and who drains it, of those that are running now."""
    assert site.server
    found = {}
    for child in children_of(site.server.pid):
        # The web's process only watches over the one that answers.
        below = children_of(child)
        found["writer" if below else "drainer"] = below[0] if below else child
    return found


def kill(site: Installation, name: str) -> None:
    assert site.eventually(lambda: name in processes_of(site), seconds=60)
    with suppress(KeyError, ProcessLookupError):
        os.kill(processes_of(site)[name], signal.SIGKILL)


class Readers(threading.Thread):
    """Readers who send comments until they are told to stop; each again until it has a receipt,
    and some once more after it."""

    def __init__(self, site: Installation) -> None:
        super().__init__(daemon=True)
        self.site, self.forms = site, forms_of(site, 2000)
        self.acknowledged: list[str] = []
        self.stopping = threading.Event()

    def run(self) -> None:
        for number, form in enumerate(self.forms):
            while self.site.post(ADDRESS, form)[0] != 303:
                time.sleep(0.05)
            if number % 5 == 0:
                self.site.post(ADDRESS, form)
            self.acknowledged.append(form["text"])
            if self.stopping.wait(0.01):
                return


@settings(
    max_examples=2,
    phases=[Phase.generate],
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(schedule=st.lists(FAULTS, min_size=4, max_size=6))
def test_whatever_is_killed_or_locked_what_was_acknowledged_is_stored_once(
    site: Installation, schedule: list[tuple[str, float]]
) -> None:
    outlive(site, schedule)


def test_the_same_holds_with_postgresql(tmp_path: Path, postgresql: str) -> None:
    with Installation(tmp_path, postgresql) as site:
        site.fill(1)
        site.serve()
        outlive(site, [("lock", 0.4), ("drainer", 0.2), ("writer", 0.2), ("lock", 0.2)])


def outlive(site: Installation, schedule: list[tuple[str, float]]) -> None:
    """Let readers send while faults come one after another; what they were told must be so."""
    readers = [Readers(site) for _ in range(3)]
    for reader in readers:
        reader.start()
    for fault, seconds in schedule:
        if fault == "lock":
            with locked(site):
                time.sleep(seconds)
        else:
            time.sleep(seconds)
            kill(site, fault)
    for reader in readers:
        reader.stopping.set()
    for reader in readers:
        reader.join(60)
    acknowledged = [text for reader in readers for text in reader.acknowledged]
    assert acknowledged
    assert site.eventually(lambda: are_stored_once(site, acknowledged), seconds=60)
    assert site.eventually(lambda: not spool_of(site), seconds=60)
    found = stored(site)
    assert len(found) == len(set(found))


def test_comments_come_in_while_the_database_is_locked(site: Installation) -> None:
    forms = forms_of(site, 30)
    before = len(stored(site))
    with locked(site):
        answers = [site.post(ADDRESS, form) for form in forms]
        assert {status for status, _ in answers} == {303}
        assert {site.status(receipt) for _, receipt in answers} == {200}
        assert site.status("/ar/1/") == 200
        assert len(stored(site)) == before
    texts = [form["text"] for form in forms]
    assert site.eventually(lambda: are_stored_once(site, texts), seconds=60)


def test_a_comment_sent_many_times_at_once_is_one(site: Installation) -> None:
    form = form_of(site)
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: site.post(ADDRESS, form), range(24)))
    assert {status for status, _ in answers} == {303}
    assert len(answers) == 1
    last = form_of(site)
    assert site.post(ADDRESS, last)[0] == 303
    assert site.eventually(lambda: last["text"] in stored(site), seconds=60)
    assert stored(site).count(form["text"]) == 1


@contextmanager
def files_at_most(site: Installation, length: int) -> Iterator[None]:
    """Let the process that writes the spool make no file longer than so many bytes."""
    assert site.eventually(lambda: "writer" in processes_of(site), seconds=60)
    process = processes_of(site)["writer"]
    former = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (length, former[1]))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, former)


def gives_back(answer: tuple[int, str], form: dict[str, str]) -> bool:
    """Say whether an answer refuses and has all in its form that the reader wrote."""
    status, page = answer
    words = unescape(page)
    return status == 503 and all(form[name] in words for name in ("name", "email", "text"))


def test_a_full_disk_gives_no_receipt_and_the_text_back(site: Installation) -> None:
    forms = forms_of(site, 10)
    with files_at_most(site, 0):
        for form in forms:
            assert gives_back(site.post(ADDRESS, form), form)
        assert site.status("/ar/1/") == 200
    assert {site.post(ADDRESS, form)[0] for form in forms} == {303}
    texts = [form["text"] for form in forms]
    assert site.eventually(lambda: are_stored_once(site, texts), seconds=60)


def test_a_line_that_the_full_disk_tore_spoils_no_other(site: Installation) -> None:
    long = "كلام طويل " * 300
    forms = [form | {"text": f"{form['text']} {long}".strip()} for form in forms_of(site, 20)]
    # Room for some of them in each file.
    with files_at_most(site, 20_000):
        answers = [site.post(ADDRESS, form) for form in forms]
    refused = [form for answer, form in zip(answers, forms, strict=True) if answer[0] == 503]
    assert {status for status, _ in answers} == {303, 503}
    assert {site.post(ADDRESS, form)[0] for form in refused} == {303}
    texts = [form["text"] for form in forms]
    assert site.eventually(lambda: are_stored_once(site, texts), seconds=60)


@pytest.mark.parametrize("call", ["fdatasync", "fsync"])
def test_a_disk_that_fails_gives_no_receipt(quiet_site: Installation, call: str) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is needed: apt install strace")
    site = quiet_site
    # -D: strace stands aside, so that the server is ours to stop.
    strace = ["strace", "-D", "-f", "--seccomp-bpf", "-o", "/dev/null"]
    site.serve(under=[*strace, "-e", f"trace={call}", "-e", f"inject={call}:error=EIO"])
    forms = forms_of(site, 3)
    for form in forms:
        assert gives_back(site.post(ADDRESS, form), form)
    site.stop()
    site.serve()
    assert {site.post(ADDRESS, form)[0] for form in forms} == {303}
    texts = [form["text"] for form in forms]
    assert site.eventually(lambda: are_stored_once(site, texts), seconds=60)
