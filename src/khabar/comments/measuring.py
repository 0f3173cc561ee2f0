"""Measuring text as a reader sees it: letters with their marks, stacks of marks, ink at all."""

from __future__ import annotations

import unicodedata
from typing import Final

_ZWJ: Final = "\u200d"
_REGIONAL: Final = range(0x1F1E6, 0x1F200)
_SKIN: Final = range(0x1F3FB, 0x1F400)


def has_ink(text: str) -> bool:
    """Say whether any character of `text` can be seen: a letter, number, sign or symbol."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


def graphemes(text: str) -> int:
    """Count what a reader takes for characters: a letter with its marks, a flag, an emoji.

    After UAX #29, without its rules for Hangul, whose syllables are single characters anyway.
    """
    count, flags, before = 0, 0, ""
    for character in text:
        flags = flags + 1 if ord(character) in _REGIONAL else 0
        joined = before == _ZWJ or _extends(character) or (flags and flags % 2 == 0)
        count += not joined
        before = character
    return count


def tallest_stack(text: str) -> int:
    """Return the most marks in a row."""
    tallest = stack = 0
    for character in text:
        stack = stack + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        tallest = max(tallest, stack)
    return tallest


def _extends(character: str) -> bool:
    is_mark = unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf")
    return is_mark or ord(character) in _SKIN
