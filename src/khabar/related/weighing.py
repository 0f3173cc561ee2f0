"""What a story is about, in words: those that tell it from all others.

A word weighs by how often it stands in the story and where: one in the headline counts as much as
many in the text, one in the lead a third of that. How rare it is in the archive decides which words
are taken, and weighs again where the index compares.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from khabar.language.analysing import index_words
from khabar.search.indexing import TantivyReader
from khabar.search.recording import TOPICS
from khabar.stories.models import Story
from khabar.stories.reading import text_of_raw_body

MOST_WORDS: Final = 20
"""More words find hardly more, and each costs the index time."""
READ: Final = 150
"""So many words of the body are looked at: news says first what it is about."""
HEADLINE: Final = 1.0
LEAD: Final = 0.3
IN_BOTH_HEADLINES: Final = 0.3
SATURATION: Final = 1.2
COMMON: Final = 0.2
"""A word in a larger share of all stories tells nothing."""
REMEMBERED: Final = 100_000


@dataclass(frozen=True, slots=True)
class Telling:
    """The stems that tell a story, with their weights; `headline` are those of its headline."""

    words: dict[str, float]
    headline: dict[str, float]
    weight: float
    """What a story with each of these words once would weigh."""


@dataclass
class Rarity:
    """How rare stems are in an edition, remembered: each is looked up but once."""

    reader: TantivyReader
    language: str
    known: dict[str, float] = field(default_factory=dict)

    def of(self, stem: str) -> float:
        """Return how much a stem tells, as BM25 has it; 0 for what is everywhere."""
        found = self.known.get(stem)
        if found is None:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            found = self.known[stem] = self._looked_up(stem)
        return found

    def of_topic(self, slug: str) -> float:
        """Return how much it tells that a story has a topic."""
        return self._told_by(self.reader.frequency_of(TOPICS, slug))

    def _looked_up(self, stem: str) -> float:
        stories = self.reader.frequency(stem, language=self.language)
        if stories > max(self.reader.size() * COMMON, 10) or stem.isdigit():
            return 0.0
        return self._told_by(stories)

    def _told_by(self, stories: int) -> float:
        return math.log(1 + (max(self.reader.size(), stories) - stories + 0.5) / (stories + 0.5))


_rarities: dict[tuple[Path, str], Rarity] = {}


def rarity_in(reader: TantivyReader, language: str) -> Rarity:
    """Return how rare words are in the edition `language` of the archive that `reader` reads.

    What was looked up is kept as long as the archive stays about as large.
    """
    known = _rarities.get((reader.folder, language))
    if known is None or not 0.9 < known.reader.size() / max(1, reader.size()) < 1.1:
        for gone in [key for key in _rarities if key[0] != reader.folder]:
            del _rarities[gone]
        known = _rarities[reader.folder, language] = Rarity(reader, language)
    known.reader = reader
    return known


def telling_words(story: Story, rarity: Rarity) -> Telling:
    """Return the words that tell a story as it stands."""
    headline, lead, body = _stems(story)
    times, first, second = Counter(body[:READ]), set(headline), set(lead)
    weights = {
        stem: times[stem] / (times[stem] + SATURATION)
        + HEADLINE * (stem in first)
        + LEAD * (stem in second)
        for stem in {**times, **dict.fromkeys([*headline, *lead])}
    }
    told = {stem: weight * rarity.of(stem) for stem, weight in weights.items()}
    best = sorted((stem for stem in told if told[stem] > 0), key=lambda stem: -told[stem])
    words = {stem: weights[stem] for stem in best[:MOST_WORDS]}
    shared = {stem: IN_BOTH_HEADLINES for stem in words if stem in first}
    return Telling(words, shared, sum(told[stem] for stem in words))


def body_of(story: Story) -> str:
    """Return the words of a story's body, read faster than through its blocks."""
    return text_of_raw_body(list(story.body.raw_data))


def whole_text(story: Story) -> str:
    """Return headline, lead and body of a story."""
    return f"{story.headline}\n{story.lead}\n{body_of(story)}"


def stems_of(text: str, language: str) -> list[str]:
    """Return the stems of a text in their order."""
    return index_words(text, language)[1].split()


def likeness_of(one: Iterable[str], other: Iterable[str], rarity: Rarity) -> float:
    """Return how alike two sets of stems are, from 0 to 1: the cosine, rare words weighing more."""
    these, those = set(one), set(other)
    shared = sum(map(rarity.of, these & those))
    if not shared:
        return 0.0
    whole = sum(map(rarity.of, these)) * sum(map(rarity.of, those))
    return shared / math.sqrt(whole)


def _stems(story: Story) -> tuple[list[str], list[str], list[str]]:
    language = story.language
    texts = (story.headline, f"{story.kicker}\n{story.lead}", body_of(story))
    headline, lead, body = (stems_of(text, language) for text in texts)
    return headline, lead, body
