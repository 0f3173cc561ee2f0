"""Telling the same text from another report: runs of four words that two texts share.

Folded words without stems, since the same text has the same forms. Two texts with four fifths of
their runs in common are one text that somebody touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from khabar.language.analysing import index_words

RUN: Final = 4
NEAR_DUPLICATE: Final = 0.8
SAME_SOURCE: Final = 0.4
"""From here on one text is made of the other, or both of a third."""

Runs = frozenset[tuple[str, ...]]


def runs_of(text: str, language: str) -> Runs:
    """Return the runs of four words in a text; a shorter text is one run."""
    words = index_words(text, language)[0].split()
    if len(words) < RUN:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))


def share_of(one: Runs, other: Runs) -> float:
    """Return which share of all their runs two texts have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def holds(one: Runs, other: Runs) -> float:
    """Return which share of the shorter text stands in the longer one, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def is_near_duplicate(one: Runs, others: Iterable[Runs]) -> bool:
    """Return whether a text is nearly the same as one of `others`."""
    return any(share_of(one, other) >= NEAR_DUPLICATE for other in others)
