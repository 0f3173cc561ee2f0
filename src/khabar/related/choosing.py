"""Which stories belong beside a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from khabar.related.models import Reason
from khabar.stories.models import RelatedChoice, Story, StoryMention

HOW_MANY = 6
# How many of the newest stories that share a topic or the section are weighed.
WEIGHED = 60


@dataclass(frozen=True)
class Related:
    """A story that belongs beside another, and why."""

    story: Story
    reason: Reason


def choose_related(story: Story, *, how_many: int = HOW_MANY) -> list[Related]:
    """Choose what belongs beside `story`: what an editor pinned, then what shares its topics (more
    shared topics first), then its section, then the edition, newest first. Never itself, never one
    twice, never what an editor blocked."""
    choices = list(story.related_choices.all())
    blocked = [choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.BLOCKED]
    pinned = [choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.PINNED]
    topics = [topic.pk for topic in story.topics]
    candidates = Story.objects.filter(_candidates(story, topics, pinned))
    others = candidates.exclude(pk__in=[story.pk, *blocked]).annotate(shared=_shared(topics))
    found = others.order_by(*_order(story, pinned)).for_cards()[:how_many]
    return [Related(other, _reason(story, other, pinned)) for other in found]


def _candidates(story: Story, topics: list[int], pinned: list[int]) -> Q:
    """Return the condition for what was pinned, the newest that share a topic, those of the section
    and whatever is new: no story stands alone."""
    newest = Story.objects.published().in_language(story.language).newest_first()
    sharing = newest.filter(mentions__topic__in=topics, mentions__shown=True)
    beside = newest.filter(section=story.section_id).values("pk")[: HOW_MANY * 2]
    latest = newest.values("pk")[: HOW_MANY * 2]
    # By their keys alone: asked again for edition and state, the database would walk the archive.
    found = Q(pk__in=beside) | Q(pk__in=latest)
    found |= Q(pk__in=sharing.values("pk")[:WEIGHED]) if topics else Q()
    return found | Q(pk__in=pinned, live=True) if pinned else found


def _shared(topics: list[int]) -> Coalesce:
    """Return how many of `topics` a story has."""
    mentions = StoryMention.objects.filter(story=OuterRef("pk"), topic__in=topics, shown=True)
    links = mentions.order_by()
    counted = links.values("story").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _order(story: Story, pinned: list[int]) -> list[Any]:
    places = [When(pk=key, then=place) for place, key in enumerate(pinned)]
    first = [Case(*places, default=len(pinned))] if pinned else []
    elsewhere = Case(When(section=story.section_id, then=0), default=1)
    return [*first, "-shared", elsewhere, "-first_published_at", "-number"]


def _reason(story: Story, other: Story, pinned: list[int]) -> Reason:
    if other.pk in pinned:
        return Reason.PINNED
    if other.shared:
        return Reason.TOPICS
    return Reason.SECTION if other.section_id == story.section_id else Reason.LATEST
