"""What the index is told of stories: read in bulk, a fixed number of queries for any number.

A published story is described as readers have it. What is only at the desk, a draft or a change
that isn't published yet, is described a second time, for the desk's own search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from khabar.language.editions import Edition
from khabar.language.reckoning import parts_of
from khabar.search.engine import Entry
from khabar.stories.models import Story, StoryCredit, StoryMention, StoryTopic
from khabar.stories.reading import raw_body, text_of_raw_body
from khabar.topics.models import Topic

Named = dict[int, list[tuple[str, str]]]
"""For each story's key the slugs and the joined names of what it has."""


class Row(NamedTuple):
    """A story's columns, as they are read."""

    pk: int
    number: int
    live: bool
    changed: bool
    language: str
    section: str
    kicker: str
    headline: str
    lead: str
    first_published_at: datetime | None
    latest_revision: int | None
    body: str


def describe(keys: Iterable[int]) -> dict[int, list[Entry]]:
    """Return by number the entries of the stories with these primary keys; each has one or two."""
    rows = _rows(list(keys))
    keys = [row.pk for row in rows]
    topics, contributors = _topics(keys), _contributors(keys)
    drafts = _drafts(rows)
    return {
        row.number: list(_entries(row, topics[row.pk], contributors[row.pk], drafts.get(row.pk)))
        for row in rows
    }


def _rows(keys: list[int]) -> list[Row]:
    found = Story.objects.filter(pk__in=keys).annotate(text=Cast("body", TextField()))
    columns = (
        "pk",
        "number",
        "live",
        "has_unpublished_changes",
        "locale__language_code",
        "section__slug",
        "kicker",
        "headline",
        "lead",
        "first_published_at",
        "latest_revision",
        "text",
    )
    return [Row(*row) for row in found.order_by("pk").values_list(*columns)]


def _topics(keys: list[int]) -> Named:
    """Return the topics that readers see with published stories, and those that drafts were given,
    by all their names and other spellings."""
    shown = StoryMention.objects.filter(story__in=keys, shown=True).order_by("place")
    given = StoryTopic.objects.filter(story__in=keys, story__live=False).order_by("sort_order")
    links = [*shown.values_list("story", "topic"), *given.values_list("story", "topic")]
    topics = Topic.objects.filter(pk__in={topic for _story, topic in links})
    slugs, names = dict(topics.values_list("pk", "slug")), topics.every_name()
    found: Named = defaultdict(list)
    for story, topic in links:
        found[story].append((slugs[topic], "\n".join(names[topic])))
    return found


def _contributors(keys: list[int]) -> Named:
    credits = StoryCredit.objects.filter(story__in=keys).order_by("sort_order")
    return _by_story(credits.values_list("story", "contributor__slug", "contributor__names"))


def _by_story(links: Iterable[tuple[int, str, dict[str, str]]]) -> Named:
    found: Named = defaultdict(list)
    for story, slug, names in links:
        found[story].append((slug, "\n".join(names.values())))
    return found


def _drafts(rows: list[Row]) -> dict[int, dict[str, Any]]:
    """Return what the desk has of stories that readers don't have, or not so."""
    wanted = [row.latest_revision for row in rows if row.changed or not row.live]
    kind = ContentType.objects.get_for_model(Story)
    found = Revision.objects.filter(pk__in=[pk for pk in wanted if pk], base_content_type=kind)
    return {int(pk): content for pk, content in found.values_list("object_id", "content")}


def _entries(
    row: Row,
    topics: list[tuple[str, str]],
    contributors: list[tuple[str, str]],
    draft: dict[str, Any] | None,
) -> Iterator[Entry]:
    moment = row.first_published_at
    shared: dict[str, Any] = {
        "number": row.number,
        "language": row.language,
        "section": row.section,
        "published": int(moment.timestamp()) if moment else 0,
        "year": year_of(row.language, moment) if moment else 0,
        "topics": tuple(slug for slug, _names in topics),
        "contributors": tuple(slug for slug, _names in contributors),
        "names": "\n".join(names for _slug, names in (*topics, *contributors)),
    }
    if row.live:
        yield Entry(live=True, **shared, **_words(row._asdict()))
    if not row.live or row.changed:
        yield Entry(live=False, **shared, **_words(draft or row._asdict()))


def _words(columns: dict[str, Any]) -> dict[str, Any]:
    """Return the words of a row or of a revision, which has the same names."""
    words = {name: str(columns.get(name) or "") for name in ("kicker", "headline", "lead")}
    return words | {"body": text_of_raw_body(raw_body(columns.get("body")))}


def year_of(language: str, moment: datetime) -> int:
    """Return the year of a moment in the edition's own calendar, by its clock."""
    edition: Edition = settings.EDITIONS[language]
    return parts_of(moment.astimezone(edition.time_zone).date(), edition.calendar)[0]
