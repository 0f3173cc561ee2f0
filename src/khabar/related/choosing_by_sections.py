"""Choosing by the database alone, while there is no index: by shared topics, section and edition.

It also fills the list of a story that nothing is like, so that no story stands alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from khabar.language import fold
from khabar.related.models import Reason
from khabar.stories.models import Story, StoryMention

WEIGHED: Final = 60
"""How many of the newest stories that share a topic are weighed."""
ENOUGH: Final = 16


def beside_by_sections(
    story: Story, *, how_many: int, without: Collection[int] = ()
) -> list[tuple[Story, Reason]]:
    """Return the stories that share most topics with `story`, then those of its section, then those
    of its edition, newest first; never itself, one headline twice, nor what has one of the keys
    `without`."""
    topics = [topic.pk for topic in story.topics]
    candidates = Story.objects.filter(_candidates(story, topics))
    others = candidates.exclude(pk__in=[story.pk, *without]).annotate(shared=_shared(topics))
    elsewhere = Case(When(section=story.section_id, then=0), default=1)
    ordered = others.order_by("-shared", elsewhere, "-first_published_at", "-number")
    unlike: dict[str, Story] = {}
    for other in ordered.for_links()[: how_many * 2]:
        unlike.setdefault(fold(other.headline), other)
    unlike.pop(fold(story.headline), None)
    return [(other, _reason(story, other)) for other in [*unlike.values()][:how_many]]


def _candidates(story: Story, topics: list[int]) -> Q:
    """Return the condition for the newest that share a topic, those of the section and whatever is
    new."""
    newest = Story.objects.published().in_language(story.language).newest_first()
    beside = newest.filter(section=story.section_id).values("pk")[:ENOUGH]
    latest = newest.values("pk")[:ENOUGH]
    # By their keys alone: asked again for edition and state, the database would walk the archive.
    found = Q(pk__in=beside) | Q(pk__in=latest)
    if topics:
        sharing = newest.filter(mentions__topic__in=topics, mentions__shown=True)
        found |= Q(pk__in=sharing.values("pk")[:WEIGHED])
    return found


def _shared(topics: list[int]) -> Any:
    """Return how many of `topics` a story has."""
    if not topics:
        return Value(0)
    mentions = StoryMention.objects.filter(story=OuterRef("pk"), topic__in=topics, shown=True)
    counted = mentions.order_by().values("story").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _reason(story: Story, other: Story) -> Reason:
    if other.shared:
        return Reason.TOPICS
    return Reason.SECTION if other.section_id == story.section_id else Reason.LATEST
