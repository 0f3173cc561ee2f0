"""A registry of the test's own, and processes beside the test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from khabar.publishing import registering
from khabar.publishing.claiming import claim
from khabar.publishing.models import Lane
from khabar.publishing.working import work_off
from tests.publishing import process

ROOT = Path(__file__).parents[2]
BEGIN = "import django; django.setup(); from tests.publishing.process import main; main()"
FAKETIME = "/usr/bin/faketime"


@pytest.fixture
def registry() -> Iterator[dict[str, Any]]:
    """What is registered; what the test adds is gone after it."""
    before = dict(registering._known)
    yield registering._known
    registering._known.clear()
    registering._known.update(before)


def work(owner: str = "a worker") -> int:
    """Do all that can be done now, as a worker does; return how many rows that were."""
    count = 0
    while row := claim(owner=owner, lanes=list(Lane)):
        work_off(row)
        count += 1
    return count


def address() -> str:
    """Return the `DATABASE_URL` of the tests' own database."""
    name, config = connection.settings_dict["NAME"], connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    password = f":{config['PASSWORD']}" if config["PASSWORD"] else ""
    return f"postgresql://{config['USER']}{password}@{config['HOST']}:{config['PORT']}/{name}"


class Processes:
    """Starts processes, and ends them after the test."""

    def __init__(self, notes: Path) -> None:
        self.file, self.running = notes, list[subprocess.Popen[str]]()

    def start(self, *words: str, clock: str = "", database: str = "") -> subprocess.Popen[str]:
        """Start `tests.publishing.process`, under another clock where `clock` says one, and by
        another way to the same database where `database` says one."""
        command = [sys.executable, "-c", BEGIN, *words]
        if clock:
            if not Path(FAKETIME).exists():
                pytest.skip("Another clock is needed: apt install faketime")
            command = [FAKETIME, "-f", clock, *command]
        environment = os.environ | {
            "KHABAR_VAR": str(settings.VAR),
            "DATABASE_URL": database or address(),
            "DJANGO_SETTINGS_MODULE": "khabar.settings",
        }
        self.running.append(
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        )
        return self.running[-1]

    def notes(self, word: str = "") -> list[str]:
        """Return what was noted, without the times, where it begins with `word`."""
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        noted = [line.partition(" ")[2] for line in lines]
        return [line for line in noted if line.startswith(word)]

    def end(self) -> None:
        """End what still runs."""
        for running in self.running:
            running.kill()
            running.communicate()


@pytest.fixture
def processes(
    registry: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Processes]:
    """Processes on the tests' database, which know the consequences of `process.register`."""
    monkeypatch.setenv(process.NOTES, str(tmp_path / "notes"))
    process.register()
    started = Processes(tmp_path / "notes")
    yield started
    started.end()
