"""How well a story fits beside another, and why: figures for the order, a reason for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from khabar.related.finding import Candidate, Field
from khabar.related.knowing import Known
from khabar.related.models import Reason
from khabar.related.weighing import likeness_of
from khabar.topics.models import Topic

IN_HEADLINE: Final = 0.3
SAME_SECTION: Final = 0.14
"""A story of another section has to be so much more alike."""
SAME_TOPICS: Final = 0.2
"""What it weighs to have all the topics of a story."""
ALIKE: Final = 0.18
"""Whatever is less alike, and shares no topic that tells, doesn't belong beside a story."""
ALIKE_ELSEWHERE: Final = 0.26
"""Nor what is less alike and of another section: a word or two is all that they share."""
SAME_MATTER: Final = 0.4
"""From here on two stories of one week are of the same event or its consequences."""
ONE_MATTER_LASTS: Final = timedelta(days=7)
RARE: Final = 2.0
"""A place or a subject in more than about an eighth of all stories doesn't bring two together."""
_PEOPLE: Final = frozenset({Topic.Kind.PERSON, Topic.Kind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Judged:
    """A story that belongs beside another: how well, and why."""

    known: Known
    likeness: float
    score: float
    reason: Reason
    topic: Topic | None = None
    one_matter: bool = False


def judge(mine: Known, other: Known, candidate: Candidate, field: Field) -> Judged | None:
    """Return how well `other` fits beside `mine`, or None where it doesn't."""
    headline = likeness_of(mine.headline, other.headline, field.rarity)
    fits = candidate.likeness + IN_HEADLINE * headline
    beside = mine.section == other.section
    alike = fits >= (ALIKE if beside else ALIKE_ELSEWHERE)
    if not alike and not any(_brings_together(topic, field) for topic in other.topics):
        return None
    same = SAME_SECTION if beside else 0.0
    topics = SAME_TOPICS * field.share_of(topic.slug for topic in other.topics)
    score = fits * candidate.freshness + same + topics
    one_matter = is_of_one_matter(mine, other, fits)
    reason, topic = _later_or_earlier(mine, other) if one_matter else _reason(mine, other)
    return Judged(other, candidate.likeness, score, reason, topic, one_matter)


def _brings_together(topic: Topic, field: Field) -> bool:
    """Return whether two stories belong beside each other for this topic alone."""
    named = topic.kind in _PEOPLE or topic.kind == Topic.Kind.EVENT
    return named or field.topics.get(topic.slug, 0.0) >= RARE


def is_of_one_matter(one: Known, other: Known, fits: float) -> bool:
    """Return whether two stories tell of one event or of what followed from it."""
    apart = abs(one.published_at - other.published_at)
    return fits >= SAME_MATTER and apart <= ONE_MATTER_LASTS


def _later_or_earlier(mine: Known, other: Known) -> tuple[Reason, None]:
    later = other.published_at > mine.published_at
    return (Reason.CONTINUES if later else Reason.EARLIER), None


def _reason(mine: Known, other: Known) -> tuple[Reason, Topic | None]:
    people = next((topic for topic in other.topics if topic.kind in _PEOPLE), None)
    if people:
        return Reason.PEOPLE, people
    place = next((topic for topic in other.topics if topic.kind == Topic.Kind.PLACE), None)
    if place and (len(other.topics) > 1 or mine.section == other.section):
        return Reason.PLACE, place
    if other.topics:
        return Reason.TOPICS, other.topics[0]
    return Reason.ALIKE, None
