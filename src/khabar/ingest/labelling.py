"""Telling a page's labels from its story. The labels themselves are in `labels.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast
from zoneinfo import ZoneInfo

from khabar.language import fold, parse_number, read_moment

Role = Literal["number", "date", "source", "fact", "byline", "end", "furniture"]

LONGEST_LINE = 200
"""Characters. A longer line is a paragraph, whatever its first words."""

_WITH_VALUE = ("number", "date", "source", "fact", "byline")
_WORDS = re.compile(r"[^\W_]+")
_OUTER_DIGITS = re.compile(r"^[\d ]+|[\d ]+$")
_COLON = re.compile("[:\ufe55\uff1a]")
_BETWEEN = re.compile(r"[|/•·\t]|\s{2,}")


class Labelled(NamedTuple):
    """What a label makes of its line: the role, and the value beside it as the page prints it."""

    role: Role
    value: str


def read_label(line: str) -> Labelled | None:
    """Return what the line's label says, or None for a line of the story.

    A label stands at the start of its line. Without a colon it needs a value that is certain: a
    number, or a date.
    """
    if len(line) > LONGEST_LINE:
        return None
    return _alone(line) or _with_value(line)


def find_number(value: str) -> int | None:
    """Return the number that stands beside a label, in any digits, or None."""
    return parse_number(fold(value).strip(" #()[]."))


def _alone(line: str) -> Labelled | None:
    if role := _labels().get(_plain(line)):
        has_value = role in ("number", "date") and any(char.isdigit() for char in line)
        return None if has_value else Labelled(role, "")
    roles = {_labels().get(plain) for part in _BETWEEN.split(line) if (plain := _plain(part))}
    return Labelled("furniture", "") if roles and roles <= {"furniture", "end"} else None


def _with_value(line: str) -> Labelled | None:
    found = _pattern().match(fold(line))
    if not found:
        return None
    role = _labels()[_plain(found["label"])]
    if role not in ("number", "date"):
        # Folding changes letters, and a source is kept as it is written.
        parts = _COLON.split(line, maxsplit=1) if found["colon"] else []
        return Labelled(role, parts[1].strip()) if len(parts) == 2 else None
    certain = found["colon"] or _is_certain(role, found["value"])
    return Labelled(role, found["value"].strip()) if certain else None


def _is_certain(role: Role, value: str) -> bool:
    if role == "number":
        return find_number(value) is not None
    return read_moment(value, ZoneInfo("UTC")) is not None


def _plain(text: str) -> str:
    """The words of a label alone, without the digits that pages add before or after it."""
    return _OUTER_DIGITS.sub("", " ".join(_WORDS.findall(fold(text))))


@cache
def _labels() -> dict[str, Role]:
    text = Path(__file__).with_name("labels.toml").read_text(encoding="utf-8")
    return {
        _plain(label): cast(Role, role)
        for role, languages in tomllib.loads(text).items()
        for labels in languages.values()
        for label in labels
    }


@cache
def _pattern() -> re.Pattern[str]:
    """A label with a value, on folded text; longest first, so that no label hides a longer one."""
    labels = (label for label, role in _labels().items() if role in _WITH_VALUE)
    spaced = (label.replace(" ", r"[\W_]+") for label in sorted(labels, key=len, reverse=True))
    label = rf"(?P<label>{'|'.join(spaced)})(?![^\W\d_])(?:\d{{1,2}}(?=\s*:))?"
    return re.compile(rf"\W*{label}\s*(?P<colon>:)?\s*(?P<value>.*)", re.DOTALL)
