"""Where a text writes a name otherwise than the house does."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.topics.gathering import matcher_for
from khabar.topics.judging import Reason


@dataclass(frozen=True, slots=True)
class Hint:
    """A spelling that the house doesn't use, from `begin` to `end` in code points of the text, and
    the one that it does."""

    begin: int
    end: int
    written: str
    house: str
    topic: int


def house_spellings(text: str, language: str) -> list[Hint]:
    """Return the spellings in `text` that are marked “do not use”, in the order of their places."""
    return [
        Hint(
            match.begin, match.end, text[match.begin : match.end], match.spelling.house, match.topic
        )
        for match in matcher_for(language).find(text)
        if match.reason == Reason.AVOIDED and match.spelling.house
    ]
