"""Which stories belong beside a story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from khabar.stories.models import RelatedChoice, Story

HOW_MANY = 6
# How many of the newest stories that share a topic or the section are weighed.
WEIGHED = 60


class Reason(StrEnum):
    """Why a story stands beside another."""

    PINNED = "pinned"
    TOPICS = "topics"
    SECTION = "section"


@dataclass(frozen=True)
class Related:
    """A story that belongs beside another, and why."""

    story: Story
    reason: Reason


def choose_related(story: Story, *, how_many: int = HOW_MANY) -> list[Related]:
    """Choose what belongs beside `story`: what an editor pinned, then what shares its topics (more
    shared topics first), then its section, newest first. Never itself, never one twice, never what
    an editor blocked."""
    choices = list(story.related_choices.all())
    blocked = {choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.BLOCKED}
    pinned = [choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.PINNED]
    ranked = {key: Reason.PINNED for key in pinned}
    ranked |= {key: Reason.TOPICS for key in _sharing_topics(story) if key not in ranked}
    ranked |= {key: Reason.SECTION for key in _in_section(story) if key not in ranked}
    wanted = [key for key in ranked if key != story.pk and key not in blocked]
    return _fetched(wanted, ranked, how_many)


def _sharing_topics(story: Story) -> list[int]:
    topics = [link.topic_id for link in story.story_topics.all()]
    candidates = (
        Story.objects.published()
        .in_language(story.language)
        .filter(story_topics__topic__in=topics)
        .newest_first()
    )
    keys = list(candidates.values_list("pk", flat=True)[: WEIGHED * 2])
    # Equal counts keep the order in which they came: newest first.
    return [key for key, _ in Counter(keys).most_common()]


def _in_section(story: Story) -> list[int]:
    candidates = Story.objects.published().in_language(story.language)
    newest = candidates.filter(section=story.section_id).newest_first()
    return list(newest.values_list("pk", flat=True)[: HOW_MANY * 2])


def _fetched(wanted: list[int], reasons: dict[int, Reason], how_many: int) -> list[Related]:
    found = Story.objects.published().for_cards().in_bulk(wanted[: how_many * 2])
    return [Related(found[key], reasons[key]) for key in wanted if key in found][:how_many]
