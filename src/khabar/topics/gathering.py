"""The newsroom's topics as a matcher: made once in each process, and again when a name changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from khabar.publishing.models import Mark
from khabar.topics.knowing_names import Known
from khabar.topics.matching import Matcher
from khabar.topics.merging import standing_for
from khabar.topics.models import Topic, TopicAlias, WordCount
from khabar.topics.spelling import Spelling, Way, with_family_names
from khabar.topics.weighing_words import Words

SPELLINGS: Final = "topics/spellings"

_made: dict[str, tuple[datetime | None, Matcher]] = {}
_known: dict[str, tuple[Matcher, Known]] = {}


def matcher_for(language: str) -> Matcher:
    """Return the matcher of all topics that a story in `language` may be given."""
    version = Mark.objects.filter(name=SPELLINGS).values_list("moment", flat=True).first()
    made = _made.get(language)
    if not made or made[0] != version or version is None:
        made = (version, Matcher(with_family_names(spellings_in(language)), words_in(language)))
        _made[language] = made
    return made[1]


def note_spellings() -> None:
    """Say that names or words changed: every process makes its matchers anew."""
    Mark.objects.update_or_create(name=SPELLINGS, defaults={"moment": timezone.now()})


def words_in(language: str) -> Words:
    """Return what the archive tells of a language's words."""
    counted = WordCount.objects.filter(language=language).values_list("word", "stories")
    return Words(language, dict(counted))


def spellings_in(language: str, *, only: int | None = None) -> list[Spelling]:
    """Return how topics are written in `language`, or how the topic `only` is."""
    stands_for = standing_for()
    topics = Topic.objects.filter(retired=False)
    if only:
        topics = topics.filter(pk__in=[only, *_merged_into(only, stands_for)])
    return [*_names(topics, language, stands_for), *_aliases(topics, language, stands_for)]


def _merged_into(topic: int, stands_for: dict[int, int]) -> list[int]:
    return [key for key, other in stands_for.items() if other == topic]


def _names(
    topics: QuerySet[Topic], language: str, stands_for: dict[int, int]
) -> Iterator[Spelling]:
    columns = ("pk", "names", "kind", "needs_context", "takes_prefixes")
    for key, names, kind, needs, takes in topics.values_list(*columns):
        name = names.get(language, "")
        way = Way.ALIAS if key in stands_for else Way.NAME
        if name:
            yield Spelling(stands_for.get(key, key), name, way, kind, name, needs, takes)


def _aliases(
    topics: QuerySet[Topic], language: str, stands_for: dict[int, int]
) -> Iterator[Spelling]:
    aliases = TopicAlias.objects.filter(language=language, topic__in=topics.values("pk"))
    columns = (
        "topic", "topic__names", "topic__kind", "text", "avoided", "needs_context", "takes_prefixes"
    )  # fmt: skip
    for key, names, kind, text, avoided, needs, takes in aliases.values_list(*columns):
        way = Way.AVOIDED if avoided else Way.ALIAS
        house = names.get(language, "")
        yield Spelling(stands_for.get(key, key), text, way, kind, house, needs, takes)


def known_in(language: str) -> Known:
    """Return the words of the names of all topics, to compare new names with."""
    matcher = matcher_for(language)
    known = _known.get(language)
    if not known or known[0] is not matcher:
        known = _known[language] = (matcher, Known(matcher))
    return known[1]
