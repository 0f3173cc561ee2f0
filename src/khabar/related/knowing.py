"""What is known of candidates beside their likeness, read from the database in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from khabar.related.weighing import stems_of
from khabar.stories.models import Story, StoryMention
from khabar.stories.reading import raw_body, text_of_raw_body
from khabar.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Known:
    """A published story as it is weighed. `topics` are those that it shares with the other."""

    pk: int
    number: int
    headline: frozenset[str]
    section: int
    published_at: datetime
    translation_key: UUID
    topics: tuple[Topic, ...] = ()


def know(numbers: Iterable[int], *, language: str, topics: Iterable[Topic]) -> dict[int, Known]:
    """Return by number what is known of the published stories of an edition among `numbers`."""
    rows = Story.objects.published().filter(
        number__in=list(numbers), locale__language_code=language
    )
    found = list(
        rows.values_list(
            "pk", "number", "headline", "section", "first_published_at", "translation_key"
        )
    )
    shared = _shared([pk for pk, *_rest in found], {topic.pk: topic for topic in topics})
    return {
        number: Known(
            pk, number, frozenset(stems_of(headline, language)), section, at, key, shared[pk]
        )
        for pk, number, headline, section, at, key in found
    }


def whole_texts(keys: Iterable[int]) -> dict[int, str]:
    """Return headline, lead and body of stories by their keys."""
    texts = Story.objects.filter(pk__in=list(keys)).annotate(raw=Cast("body", TextField()))
    return {
        pk: f"{headline}\n{lead}\n{text_of_raw_body(raw_body(raw))}"
        for pk, headline, lead, raw in texts.values_list("pk", "headline", "lead", "raw")
    }


def _shared(stories: list[int], topics: dict[int, Topic]) -> dict[int, tuple[Topic, ...]]:
    found: dict[int, tuple[Topic, ...]] = defaultdict(tuple)
    if topics:
        mentions = StoryMention.objects.filter(story__in=stories, topic__in=topics, shown=True)
        for story, topic in mentions.order_by("place").values_list("story", "topic"):
            found[story] += (topics[topic],)
    return found
