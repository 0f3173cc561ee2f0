"""Noticing that a text stands in the archive already, and saying what differs.

The index finds what is most like it; the texts are then compared run by run and word by word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from khabar.related.comparing import NEAR_DUPLICATE, runs_of, share_of
from khabar.related.finding import find_candidates
from khabar.related.weighing import whole_text
from khabar.search.engine import Unavailable
from khabar.stories.models import Story

COMPARED: Final = 8
MOST_DIFFERENCES: Final = 6
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand here in place of those that stand there; either may be empty."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A story whose text is nearly the same: `share` of all runs of four words, from 0.8 to 1."""

    story: Story
    share: float
    differences: list[Difference]


def near_duplicates(story: Story) -> list[Duplicate]:
    """Return the published stories with nearly the same text as `story`, the closest first; none
    while there is no index. Its translations are none."""
    try:
        candidates = find_candidates(story).candidates[:COMPARED]
    except Unavailable:
        return []
    numbers = [each.number for each in candidates]
    others = Story.objects.published().select_related("locale").filter(number__in=numbers)
    text, found = whole_text(story), list[Duplicate]()
    mine = runs_of(text, story.language)
    for other in others.exclude(translation_key=story.translation_key):
        theirs = whole_text(other)
        share = share_of(mine, runs_of(theirs, other.language))
        if share >= NEAR_DUPLICATE:
            found.append(Duplicate(other, share, list(_differences(text, theirs))))
    return sorted(found, key=lambda each: -each.share)


def _differences(here: str, there: str) -> Iterator[Difference]:
    one, other = here.split(), there.split()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _kind, begin, end, first, last in changed[:MOST_DIFFERENCES]:
        yield Difference(_cut(one[begin:end]), _cut(other[first:last]))


def _cut(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"
