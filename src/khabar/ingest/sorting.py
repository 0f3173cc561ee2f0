"""Sorting a page's lines: the story's own, those with a value for it, and the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from khabar.ingest.labelling import Labelled, read_label
from khabar.ingest.reading import LeftOut, Why
from khabar.ingest.splitting import Line

HEADING_MARKS = "*٭"

# A title block has the headline, the kicker and the headline again.
_LONGEST_TITLE_BLOCK = 3
_LONGEST_VALUE = 60
_SENTENCE = re.compile("[.!?؟؛]")
_MOST_WORDS_IN_A_NAME = 6


@dataclass
class Sorted:
    """The lines of a page by what they are. The values are written as the page has them."""

    story: list[Line] = field(default_factory=list)
    numbers: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    sources: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    ended: bool = False
    # The list that waits for the value of a label which stood alone on its line.
    awaited: tuple[list[Line], Why] | None = None

    def leave_out(self, line: Line, why: Why) -> None:
        """Note that `line` doesn't stand in the story."""
        self.left_out.append(LeftOut(line.number, line.text, why))

    def take(self, line: Line, value: str, values: list[Line], why: Why) -> None:
        """Keep the value of a labelled line, or wait for it on the next one."""
        self.leave_out(line, why)
        if value:
            values.append(Line(line.number, value))
        else:
            self.awaited = (values, why)


def sort_lines(lines: Iterable[Line]) -> Sorted:
    """Sort the lines of one page, in their order."""
    result = Sorted()
    for line in lines:
        awaited, result.awaited = result.awaited, None
        label = None if line.text.startswith(tuple(HEADING_MARKS)) else read_label(line.text)
        if not any(char.isalnum() for char in line.text):
            result.leave_out(line, Why.NO_WORDS)
            result.awaited = awaited
        elif label:
            _sort_labelled(result, line, label)
        elif awaited and _is_value(line.text):
            result.take(line, line.text, *awaited)
        else:
            _keep(result, line)
    return result


def _is_value(text: str) -> bool:
    return len(text) <= _LONGEST_VALUE and any(char.isdigit() for char in text)


def _keep(result: Sorted, line: Line) -> None:
    if result.ended:
        result.leave_out(line, Why.AFTERWARDS)
    else:
        result.story.append(line)


def _sort_labelled(result: Sorted, line: Line, label: Labelled) -> None:
    if label.role == "number":
        # Looked for below the end too: a second number tells of a second page in the file.
        result.take(line, label.value, result.numbers, Why.NUMBER)
    elif result.ended:
        result.leave_out(line, Why.LABEL)
    elif label.role == "date":
        result.take(line, label.value, result.dates, Why.DATE)
    elif label.role == "source" and label.value and not result.sources:
        result.take(line, label.value, result.sources, Why.SOURCE)
    elif label.role == "byline":
        _sort_byline(result, line, label.value)
    else:
        result.leave_out(line, Why.LABEL)
        # A link to the comments often stands above the story.
        result.ended = label.role == "end" and len(result.story) > 1


def _sort_byline(result: Sorted, line: Line, value: str) -> None:
    """An interview's body has lines such as «Reporter: …?», which are the story's own."""
    is_name = len(value.split()) <= _MOST_WORDS_IN_A_NAME and not _SENTENCE.search(value)
    if is_name and len(result.story) <= _LONGEST_TITLE_BLOCK:
        result.leave_out(line, Why.BYLINE)
    else:
        result.story.append(line)
