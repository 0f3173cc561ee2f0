"""Which stories belong beside a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q

from khabar.stories.models import RelatedChoice, Story

HOW_MANY = 6
# How many of the newest stories that share a topic or the section are weighed.
WEIGHED = 60


class Reason(StrEnum):
    """Why a story stands beside another."""

    PINNED = "pinned"
    TOPICS = "topics"
    SECTION = "section"
    LATEST = "latest"


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
    blocked = {choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.BLOCKED}
    pinned = [choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.PINNED]
    ranked = dict.fromkeys(pinned, Reason.PINNED)
    ranked |= {key: reason for key, reason in _weighed(story) if key not in ranked}
    wanted = [key for key in ranked if key != story.pk and key not in blocked]
    return _fetched(wanted, ranked, how_many)


def _weighed(story: Story) -> list[tuple[int, Reason]]:
    """Return the newest stories that share a topic, those that share most first, then those of the
    section, then whatever is new: no story stands alone."""
    topics = [link.topic_id for link in story.story_topics.all()]
    candidates = Story.objects.published().in_language(story.language).newest_first()
    sharing = candidates.filter(story_topics__topic__in=topics).values("pk")[:WEIGHED]
    beside = candidates.filter(section=story.section_id).values("pk")[: HOW_MANY * 2]
    newest = candidates.values("pk")[: HOW_MANY * 2]
    shared = Count("story_topics", filter=Q(story_topics__topic__in=topics))
    # By their keys alone: asked again for edition and state, the database would walk the archive.
    any_of_them = Q(pk__in=sharing) | Q(pk__in=beside) | Q(pk__in=newest)
    found = Story.objects.filter(any_of_them).newest_first()
    rows = found.values("pk", "section").annotate(shared=shared)
    # Sorting keeps the order of equals: newest first.
    here = story.section_id
    weighed = sorted(rows, key=lambda row: (-row["shared"], row["section"] != here))
    return [(row["pk"], _reason(row["shared"], row["section"] == here)) for row in weighed]


def _reason(common_topics: int, in_section: bool) -> Reason:
    if common_topics:
        return Reason.TOPICS
    return Reason.SECTION if in_section else Reason.LATEST


def _fetched(wanted: list[int], reasons: dict[int, Reason], how_many: int) -> list[Related]:
    found = Story.objects.published().for_cards().in_bulk(wanted[: how_many * 2])
    return [Related(found[key], reasons[key]) for key in wanted if key in found][:how_many]
