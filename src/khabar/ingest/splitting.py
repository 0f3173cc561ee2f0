"""Splitting a page's text into its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from khabar.ingest.reading import LeftOut, Why
from khabar.language import strip_controls

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Line(NamedTuple):
    """A line of a page and its place, counted from 1."""

    number: int
    text: str


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines that aren't blank, trimmed, without characters that hide or reorder text."""
    for number, line in enumerate(_LINE_ENDS.split(text), 1):
        if trimmed := strip_controls(line).strip():
            yield Line(number, trimmed)


def hidden_characters(text: str) -> Iterator[LeftOut]:
    """Yield, for each line that has any, the characters that `split_lines` takes away."""
    for number, line in enumerate(_LINE_ENDS.split(text), 1):
        gone = Counter(line) - Counter(strip_controls(line))
        if gone:
            names = " ".join(f"U+{ord(char):04X}" for char in sorted(gone))
            yield LeftOut(number, names, Why.INVISIBLE)
