"""What every test may ask for: a browser, a page, an empty PostgreSQL database, the HTML checker.

Where a machine lacks the program that a test needs, the test is skipped with a line that says how
to get it. With `KHABAR_NOTHING_SKIPPED=1`, as in `.ci/run`, such a test fails.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import settings
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from khabar.delivery.opening import open_folder
from tests.laying_out import MODEL
from tests.newspaper import Newspaper
from tests.restoring import Migrated

ROOT = Path(__file__).parents[1]
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
POSTGRESQL = os.environ.get("KHABAR_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than there are cores: many tests wait for processes and browsers."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Give all processes of this run one folder to copy new installations from."""
    # A machine at work may take its time over an example.
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")
    if not hasattr(config, "workerinput"):
        os.environ[MODEL] = tempfile.mkdtemp(prefix="khabar-new-installation-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that folder."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(MODEL), ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse `once` where the database could matter: only a journey may ask for it and say so."""
    for item in items:
        asks = {"db", "live_server", "transactional_db"}.intersection(
            getattr(item, "fixturenames", [])
        )
        marks = {mark.name for mark in item.iter_markers()}
        if "once" in marks and "journey" not in marks and (asks or "django_db" in marks):
            raise pytest.UsageError(f"{item.nodeid} asks for the database, so it can't be `once`.")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tables as the migrations made them, before each test, also after one that committed."""
    with django_db_blocker.unblock():
        migrated = Migrated()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: migrated.restore())
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail where nothing may be skipped."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if skipped and os.environ.get("KHABAR_NOTHING_SKIPPED") == "1":
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here. {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _empty_spool() -> Iterator[None]:
    """Let no test find what another one sent."""
    yield
    from tests.spool import forget_everything  # noqa: PLC0415 (it needs Django set up)

    forget_everything()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("Chromium is needed: apt install chromium")
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread, which Django takes for asynchronous code: it
        # allows it where told so, and gives it a connection of its own.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        # On a busy machine what is expected comes late. Only what never comes waits so long.
        expect.set_options(timeout=20_000)
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()
        # Left open, that connection would keep PostgreSQL from dropping the test database.
        connections.close_all()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A fresh page, its addresses relative to the live server.

    The test fails where a script failed, where the policy of the page's own answer refused
    something, or where the page asked another host for anything.
    """
    context = browser.new_context(base_url=live_server.url, locale="ar")
    complaints: list[str] = []

    def refuse_strangers(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            return route.continue_()
        complaints.append(f"asked another host: {route.request.url}")
        return route.abort()

    context.route("**/*", refuse_strangers)
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(f"script failed: {error}"))
    opened.on(
        "console",
        lambda message: (
            "Content Security Policy" in message.text and complaints.append(message.text)
        ),
    )
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The `DATABASE_URL` of an empty PostgreSQL database, for an installation beside the tests."""
    name = f"khabar_test_empty_{os.getpid()}"
    try:
        server = psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip(
            "PostgreSQL is needed: apt install postgresql, and its address, if that isn't"
            f" {POSTGRESQL}, in KHABAR_TEST_POSTGRESQL"
        )
    with server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        yield f"{POSTGRESQL}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def html_complaints() -> Callable[[dict[str, bytes]], list[str]]:
    """A function that returns what the HTML checker finds wrong with pages, given by name."""
    if not shutil.which("java") or not VNU.exists():
        pytest.skip("The HTML checker is needed: apt install default-jre-headless npm; npm ci")

    def check(pages: dict[str, bytes]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for name, html in pages.items():
                Path(folder, f"{name}.html").write_bytes(html)
            options = ["--format", "json", "--exit-zero-always", folder]
            run = subprocess.run(["java", "-jar", str(VNU), *options], capture_output=True)
        return [
            f"{Path(m['url']).stem}: line {m.get('lastLine')}: {m['message']}"
            for m in json.loads(run.stderr)["messages"]
        ]

    return check


@pytest.fixture
def newspaper(tmp_path: Path, settings: Any, transactional_db: None) -> Iterator[Newspaper]:
    settings.KHABAR_PAGES_FOLDER = tmp_path
    settings.KHABAR_PAGES_DEBOUNCE = 0.0
    open_folder.cache_clear()
    paper = Newspaper()
    yield paper
    paper.application.close()
    open_folder.cache_clear()
