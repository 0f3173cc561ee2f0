"""When a topic was written about: the months that have stories, with how many."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import Http404

from khabar.language.editions import Edition
from khabar.language.reckoning import parts_of
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
from khabar.topics.models import Topic
from khabar.website.leafing import Leaf, open_leaf

# The months of the newest stories are counted; a topic with more has been written about for years.
MOST_DAYS = 4000
ELSEWHERE = 5


@dataclass(frozen=True)
class Counted:
    """A month, how many stories it has, and how `?month=` names it."""

    leaf: Leaf
    stories: int

    @property
    def query(self) -> str:
        """The month in an address: 2026-11, in the edition's calendar."""
        return "-".join(str(part) for part in self.leaf.parts)


def years_of(stories: StoryQuerySet, language: str) -> list[tuple[Leaf, list[Counted]]]:
    """Return the years in which `stories` were published, the last one first, each with its
    months."""
    edition: Edition = settings.EDITIONS[language]
    months: Counter[tuple[int, int]] = Counter()
    for day, count in _days(stories, edition):
        year, month, _day = parts_of(day, edition.calendar)
        months[year, month] += count
    leaves = [
        Counted(Leaf(language, edition.calendar, parts), months[parts])
        for parts in sorted(months, reverse=True)
    ]
    years = groupby(leaves, key=lambda each: each.leaf.parts[0])
    return [(Leaf(language, edition.calendar, (year,)), list(group)) for year, group in years]


def _days(stories: StoryQuerySet, edition: Edition) -> list[tuple[dt.date, int]]:
    days = stories.annotate(day=TruncDate("first_published_at", tzinfo=edition.time_zone))
    counted: Any = days.order_by().values("day").annotate(count=Count("pk"))
    return list(counted.order_by("-day").values_list("day", "count")[:MOST_DAYS])


def month_named(query: str, language: str) -> Leaf | None:
    """Return the month that `?month=` names, or None without one; `Http404` where there is none."""
    if not query:
        return None
    year, _dash, month = query.partition("-")
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        raise Http404
    return open_leaf(language, int(year), int(month))


def in_other_languages(topic: Topic, language: str) -> list[tuple[str, list[Story]]]:
    """Return for each other edition its newest stories about a topic, if it has any."""
    editions = [code for code in settings.EDITIONS if code != language]
    found = [
        (
            code,
            list(
                Story.objects.published()
                .in_language(code)
                .about(topic)
                .newest_first()
                .for_links()[:ELSEWHERE]
            ),
        )
        for code in editions
    ]
    return [(code, stories) for code, stories in found if stories]
