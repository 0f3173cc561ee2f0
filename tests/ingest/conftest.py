"""The door of these tests is the command line: `khabar ingest … --report json`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

PAGES = Path(__file__).with_name("pages")
SAVED_PAGE = PAGES / "76227.txt"

Write = Callable[..., Path]


@dataclass(frozen=True)
class Run:
    """What one run of the command gave back."""

    exit_status: int
    pages: list[dict[str, Any]]
    totals: dict[str, int]

    @property
    def page(self) -> dict[str, Any]:
        """The only page of the run."""
        (page,) = self.pages
        return page


BringIn = Callable[..., Run]


@pytest.fixture
def bring_in(db: None) -> BringIn:
    """A function that runs the command on its arguments."""

    def run(*words: object) -> Run:
        out, status = io.StringIO(), 0
        with translation.override("en"):
            try:
                call_command("ingest", *map(str, words), "--report", "json", stdout=out)
            except SystemExit as stopped:
                status = int(str(stopped.code))
        report = json.loads(out.getvalue())
        return Run(status, report["pages"], report["totals"])

    return run


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a small page, some of its lines as asked, and returns its path."""

    def write_page(
        name: str = "page.txt",
        *,
        number: str = "News ID: 501",
        date: str = "Release date: 2021-10-19 17:51",
        story: str = "Harbour reopens\n\nShips came back on Tuesday.\n\nThe first carried salt.",
        encoding: str = "utf-8",
    ) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = [line for line in (number, date, story, "", "Comments", "Name") if line is not None]
        file.write_bytes("\n".join(lines).encode(encoding))
        return file

    return write_page
