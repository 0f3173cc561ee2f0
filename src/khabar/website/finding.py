"""Finding which years, months and days of the archive have stories.

It is asked of the index, a seek for each, and never by counting: it takes as long with a million
stories as with a thousand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.db.models import OuterRef, Subquery
from wagtail.models import Locale

from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
from khabar.website.leafing import A_DAY, Leaf, midnight, today


def years_of(language: str) -> list[Leaf]:
    """Return the years that have stories, the last one first, in the edition's calendar."""
    stories = in_the_archive(language)
    newest, oldest = stories.newest_first(), stories.oldest_first()
    last, first = _moment(newest), _moment(oldest)
    if not last or not first:
        return []
    year = Leaf(language, settings.EDITIONS[language].calendar, (0,))
    numbers = range(year.at(last).parts[0], year.at(first).parts[0] - 1, -1)
    years = [replace(year, parts=(number,)) for number in numbers]
    return [leaf for leaf, has_some in zip(years, with_stories(years), strict=True) if has_some]


def with_stories(leaves: Sequence[Leaf]) -> list[bool]:
    """Return for each leaf whether it has stories, in one query."""
    if not leaves:
        return []
    stories = Story.objects.published().filter(locale=OuterRef("pk")).newest_first()
    # In the index's order and not by EXISTS, which leaves PostgreSQL free to scan the table: see
    # benchmarks/README.md.
    asked = {
        f"leaf_{place}": Subquery(
            stories.between(leaf.begins_at, leaf.ends_at).values("number")[:1]
        )
        for place, leaf in enumerate(leaves)
    }
    locale = Locale.objects.filter(language_code=leaves[0].language)
    found = locale.annotate(**asked).values_list(*asked).first()
    return [number is not None for number in found or [None] * len(leaves)]


def beside(leaf: Leaf) -> tuple[Leaf | None, Leaf | None]:
    """Return the nearest leaves of the same kind, before and after, that have stories."""
    stories = in_the_archive(leaf.language)
    before = _moment(stories.before(leaf.begins_at).newest_first())
    after = _moment(stories.since(leaf.ends_at).oldest_first())
    return leaf.at(before) if before else None, leaf.at(after) if after else None


def in_the_archive(language: str) -> StoryQuerySet:
    """Return an edition's published stories, up to the end of today."""
    edition = settings.EDITIONS[language]
    tomorrow = midnight(today(edition) + A_DAY, edition)
    return Story.objects.published().in_language(language).before(tomorrow)


def _moment(stories: StoryQuerySet) -> dt.datetime | None:
    return stories.values_list("first_published_at", flat=True).first()
