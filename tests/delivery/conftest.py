from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import override_settings

from khabar.delivery.opening import open_folder
from khabar.delivery.serving import FinishedPages
from tests.delivery import press


class Website:
    """The tiny website behind finished pages, and the folder that says what it prints."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.django = WSGIHandler()
        self.workers: list[FinishedPages] = []
        self.application = self.another_worker()

    def ask(self, address: str, **given: Any) -> press.Answer:
        return press.ask(self.application, address, **given)

    def another_worker(self) -> FinishedPages:
        """Return what a second worker has: the same file, a memory of its own."""
        self.workers.append(FinishedPages(self.django))
        return self.workers[-1]

    def restarted(self) -> Website:
        """Return the website as it is after a restart of its only worker."""
        self.close()
        open_folder.cache_clear()
        return Website(self.folder)

    def close(self) -> None:
        for worker in self.workers:
            worker.close()

    def write(self, number: int, text: str) -> None:
        (self.folder / f"story-{number}").write_text(text)

    def break_down(self) -> None:
        (self.folder / "broken").touch()

    def repair(self) -> None:
        (self.folder / "broken").unlink()

    def take(self, seconds: float) -> None:
        (self.folder / "delay").write_text(str(seconds))

    @property
    def printed(self) -> list[str]:
        log = self.folder / "printed"
        return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def website(tmp_path: Path) -> Iterator[Website]:
    # Django looks at every open connection when a request comes, also at one that an earlier test
    # left open and that this one may not use.
    connections.close_all()
    with override_settings(**press.settings_for(tmp_path)):
        site = Website(tmp_path)
        site.write(1, "first")
        yield site
        site.close()


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """A function that waits until something holds, and fails if it doesn't within seconds."""

    def wait(holds: Callable[[], bool], seconds: float = 60.0) -> None:
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, "it never came to be"
            time.sleep(0.02)

    return wait


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """A function that calls another from many threads at the same moment."""

    def call(threads: int, deed: Callable[[], Any]) -> list[Any]:
        results: list[Any] = []
        start = threading.Barrier(threads)

        def run() -> None:
            start.wait()
            results.append(deed())

        running = [threading.Thread(target=run) for _ in range(threads)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
        return results

    return call
