"""Telling what became of the pages: as lines, as a table on a terminal, or as one JSON document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from khabar.ingest.ingesting import Outcome, Status

Write = Callable[[str], object]
"""Writes a line, as the streams of Django's commands do."""

MOST_ROWS = 40
"""A table longer than this is shown without the pages that are well."""


class Report(Protocol):
    """Told of each page as it is done."""

    def begin(self, total: int) -> None:
        """Hear how many pages there are."""
        ...

    def add(self, outcome: Outcome) -> None:
        """Hear what became of one page."""
        ...

    def end(self, totals: Counter[Status], total: int) -> None:
        """Hear how many pages came to what; fewer than `total` if the run was stopped."""
        ...


class LinesReport:
    """A line a page: those that failed on `errors`, the others on `out`."""

    def __init__(self, out: Write, errors: Write) -> None:
        self.out, self.errors = out, errors

    def begin(self, total: int) -> None:
        pass

    def add(self, outcome: Outcome) -> None:
        write = self.errors if outcome.status == Status.FAILED else self.out
        write(line_of(outcome))

    def end(self, totals: Counter[Status], total: int) -> None:
        self.out(sum_of(totals, total))


class TerminalReport:
    """Progress while the pages come in, then a table; those that failed are told at once."""

    def __init__(self) -> None:
        self.console = Console()
        columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(*columns, console=self.console, transient=True)
        self.task = self.progress.add_task(_("Bringing in"))
        self.done: list[Outcome] = []

    def begin(self, total: int) -> None:
        self.progress.update(self.task, total=total)
        self.progress.start()

    def add(self, outcome: Outcome) -> None:
        self.progress.advance(self.task)
        if outcome.status == Status.FAILED:
            self.console.print(Text(line_of(outcome), style="red"))
        elif len(self.done) <= MOST_ROWS:
            self.done.append(outcome)

    def end(self, totals: Counter[Status], total: int) -> None:
        self.progress.stop()
        if 0 < len(self.done) <= MOST_ROWS:
            self.console.print(_table(self.done))
        self.console.print(Text(sum_of(totals, total)))


class JsonReport:
    """One JSON document, written page by page, so that a long run needs no memory for it."""

    def __init__(self, out: Write) -> None:
        self.out = out
        self.separator = ""

    def begin(self, total: int) -> None:
        self.out('{"pages": [')

    def add(self, outcome: Outcome) -> None:
        self.out(self.separator + json.dumps(facts_of(outcome), ensure_ascii=False))
        self.separator = ","

    def end(self, totals: Counter[Status], total: int) -> None:
        sums = {status.value: totals[status] for status in Status}
        stopped = json.dumps(totals.total() < total)
        self.out(f'], "totals": {json.dumps(sums)}, "stopped": {stopped}}}')


def facts_of(outcome: Outcome) -> dict[str, Any]:
    """Return what the JSON report says of a page; `docs/reference/ingest.md` lists the names."""
    record = outcome.record
    return {
        "path": printable(outcome.path),
        "status": outcome.status.value,
        "number": record.story.number if record else None,
        "address": record.story.full_url if record else None,
        "headline": record.story.headline if record else None,
        "left_out": record.left_out if record else [],
        "reason": outcome.reason,
        "message": outcome.message,
    }


def line_of(outcome: Outcome) -> str:
    """Return what became of a page in one line."""
    words = [f"{_word_for(outcome.status)}: {printable(outcome.path)}:"]
    if record := outcome.record:
        words += [record.story.full_url, record.story.headline, _left_out(record.left_out)]
    return " ".join([*words, outcome.message]).strip()


def sum_of(totals: Counter[Status], total: int) -> str:
    """Return the totals in one line, and how to go on after a stop."""
    line = ", ".join(f"{totals[status]} {_word_for(status)}" for status in Status) + "."
    if totals.total() < total:
        message = _("Stopped after %(done)d of %(total)d pages. Run the same command to go on.")
        line += " " + message % {"done": totals.total(), "total": total}
    return line


def printable(path: str) -> str:
    """Return a path as text: file names may hold bytes, and lines, that a terminal can't show."""
    text = path.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() or char == "\u200c" else "?" for char in text)


def _table(outcomes: list[Outcome]) -> Table:
    table = Table(_("Result"), _("Address"), _("Headline"), _("Remark"))
    table.columns[1].no_wrap = True
    for outcome in outcomes:
        if record := outcome.record:
            remark = " ".join([_left_out(record.left_out), outcome.message]).strip()
            cells = (record.story.full_url, record.story.headline, remark)
            table.add_row(*map(Text, (_word_for(outcome.status), *cells)))
    return table


def _left_out(entries: list[Any]) -> str:
    return _("(lines left out: %(count)d)") % {"count": len(entries)}


def _word_for(status: Status) -> str:
    return {
        Status.CREATED: _("created"),
        Status.UPDATED: _("updated"),
        Status.UNCHANGED: _("unchanged"),
        Status.FAILED: _("failed"),
    }[status]
