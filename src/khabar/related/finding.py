"""Finding what may belong beside a story: what the index holds that is like it.

The index is asked twice: over the whole archive, and among what was published within three days,
where a running story goes on. Both times the story itself comes first, so that what it scores says
how much of it each other story has.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from khabar.related.weighing import Rarity, Telling, rarity_in, telling_words
from khabar.search.engine import Hit
from khabar.search.indexing import TantivyReader, open_reader
from khabar.stories.models import Story

FROM_ARCHIVE: Final = 60
FROM_THESE_DAYS: Final = 40
DAYS: Final = timedelta(days=3)
RUNNING: Final = 0.2
"""Likeness from which a story of these days shows that this one is running."""
FRESH: Final = 0.5
"""How much more a story of the same moment weighs, where one is running."""
FADING: Final = timedelta(days=2)
A_TOPIC: Final = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that is like another: `likeness` says how much of it, 1 for the same words."""

    number: int
    likeness: float
    nearness: float
    """From 0 to 1, how near in time; 0 where the other isn't a running story."""

    @property
    def freshness(self) -> float:
        """How much more it weighs for being near in time."""
        return 1 + FRESH * self.nearness


@dataclass(frozen=True)
class Field:
    """What was found for a story, best first, and how rare words and the story's topics are."""

    candidates: list[Candidate]
    rarity: Rarity
    topics: dict[str, float]

    def share_of(self, topics: Iterable[str]) -> float:
        """Return how much of the story's topics these are, from 0 to 1, rarer ones weighing
        more."""
        whole = sum(self.topics.values())
        return sum(self.topics.get(slug, 0.0) for slug in topics) / whole if whole else 0.0


def find_candidates(story: Story, *, topics: Iterable[str] = ()) -> Field:
    """Return what is like `story`, whose topics have these slugs. Raises `Unavailable` while there
    is no index."""
    reader = open_reader()
    rarity = rarity_in(reader, story.language)
    telling = telling_words(story, rarity)
    rare = {slug: rarity.of_topic(slug) for slug in topics}
    found = _hits(reader, story, telling, dict.fromkeys(rare, A_TOPIC))
    hits = {hit.number: hit for hit in found}
    own = hits.pop(story.number, None)
    whole = own.score if own else telling.weight
    scored = {hit: min(1.0, hit.score / (whole or 1.0)) for hit in hits.values()}
    moment = _moment(story)
    runs = any(is_near(hit, moment) and like >= RUNNING for hit, like in scored.items())
    candidates = [
        Candidate(hit.number, like, nearness(hit.published - moment) if runs else 0.0)
        for hit, like in scored.items()
    ]
    return Field(sorted(candidates, key=lambda each: -each.likeness * each.freshness), rarity, rare)


def is_indexed(story: Story) -> bool:
    """Return whether the index has the story as readers have it. Raises `Unavailable`."""
    return open_reader().holds(story.number)


def nearness(seconds: float) -> float:
    """Return how near two moments are that lie so far apart: 1 for none, halved in 33 hours."""
    return math.exp(-abs(seconds) / FADING.total_seconds())


def is_near(hit: Hit, moment: float) -> bool:
    """Return whether a hit was published in the days around `moment`."""
    return abs(hit.published - moment) < DAYS.total_seconds()


def _hits(
    reader: TantivyReader, story: Story, telling: Telling, topics: dict[str, float]
) -> Iterable[Hit]:
    if not (telling.words or topics):
        return
    like = partial(
        reader.more_like,
        telling.words,
        headline=telling.headline,
        topics=topics,
        language=story.language,
    )
    days, moment = DAYS.total_seconds(), _moment(story)
    yield from like(limit=FROM_ARCHIVE)
    yield from like(limit=FROM_THESE_DAYS, since=int(moment - days), until=int(moment + days))


def _moment(story: Story) -> float:
    moment = story.first_published_at
    return moment.timestamp() if moment else time.time()
