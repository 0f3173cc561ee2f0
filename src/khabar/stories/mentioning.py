"""Which topics a story has for readers: what an editor gave it, and what is found in its text.

An editor's yes or no is kept, whatever is found later. A topic that was merged into another stands
for that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from khabar.stories.models import Story, StoryMention, StoryTopic
from khabar.topics.merging import standing_for
from khabar.topics.models import Topic

MOST_FOUND = 8
"""How many topics that nobody chose are shown with a story."""

State = StoryMention.State


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as it is found in a story's text. `strong` enough, it is shown to readers; `main`
    where it stands in the headline."""

    topic: int
    strong: bool
    main: bool
    times: int
    reason: str
    places: list[list[int | str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@transaction.atomic
def keep_chosen(*, story: Story) -> None:
    """Show readers the topics that an editor gave the story, as soon as it is published."""
    mentions = {mention.topic_id: mention for mention in story.mentions.all()}
    found = [_as_found(mention) for mention in mentions.values() if mention.times]
    _settle(story, mentions, found)


@transaction.atomic
def decide_on_topic(*, story: Story, topic: int, is_right: bool, user: Any = None) -> set[int]:
    """Keep an editor's yes or no to a topic of the story. Return the topics that readers see with
    it and did not before, or no longer do."""
    mention, _made = StoryMention.objects.get_or_create(story=story, topic_id=topic)
    before = mention.shown
    mention.state = State.CONFIRMED if is_right else State.REFUSED
    mention.shown, mention.decided_by = is_right, user
    mention.main = mention.main and is_right
    mention.save()
    return {topic} if before != is_right else set()


@transaction.atomic
def keep_found(*, story: Story, found: Iterable[Found]) -> set[int]:
    """Store what is found in a story's text now; return the topics that readers see with it and
    did not before, or no longer do. The first of `found` weighs most."""
    mentions = {mention.topic_id: mention for mention in story.mentions.all()}
    return _settle(story, mentions, found)


def _as_found(mention: StoryMention) -> Found:
    strong = mention.shown and mention.state == State.FOUND
    facts = (mention.times, mention.reason, mention.places, mention.beside)
    return Found(mention.topic_id, strong, mention.main and strong, *facts)


def _settle(story: Story, former: Mapping[int, StoryMention], found: Iterable[Found]) -> set[int]:
    stands_for = standing_for()
    chosen = list(dict.fromkeys(stands_for.get(key, key) for key in _chosen(story)))
    seen = {each.topic: each for each in found}
    wanted = [
        _decided(story, topic, former, seen.get(topic), chosen)
        for topic in dict.fromkeys([*chosen, *seen, *_decisions(former)])
    ]
    wanted += _retired(former, {mention.topic_id for mention in wanted})
    _arrange(wanted)
    before = {key for key, mention in former.items() if mention.shown}
    _store(story, wanted)
    return before ^ {mention.topic_id for mention in wanted if mention.shown}


def _chosen(story: Story) -> Iterable[int]:
    links = StoryTopic.objects.filter(story=story.pk).order_by("sort_order", "pk")
    return links.values_list("topic_id", flat=True)


def _retired(former: Mapping[int, StoryMention], wanted: set[int]) -> list[StoryMention]:
    """Return what was found of topics that were retired since: it stays on older stories."""
    lost = former.keys() - wanted
    retired = Topic.objects.filter(pk__in=lost, retired=True) if lost else Topic.objects.none()
    return [former[topic.pk] for topic in retired]


def _decisions(former: Mapping[int, StoryMention]) -> list[int]:
    return [key for key, mention in former.items() if mention.state in DECIDED]


DECIDED = (State.CONFIRMED, State.REFUSED)


def _decided(
    story: Story,
    topic: int,
    former: Mapping[int, StoryMention],
    found: Found | None,
    chosen: list[int],
) -> StoryMention:
    last = former.get(topic)
    mention = StoryMention(story=story, topic_id=topic, state=_state(topic, last, chosen))
    if found:
        mention.times, mention.reason = found.times, found.reason
        mention.places, mention.beside = found.places, found.beside
    kept = mention.state in (State.CHOSEN, State.CONFIRMED)
    mention.shown = kept or (mention.state == State.FOUND and bool(found and found.strong))
    mention.main = mention.shown and (mention.state == State.CHOSEN or bool(found and found.main))
    if last and mention.state == last.state:
        mention.decided_by_id = last.decided_by_id
    return mention


def _state(topic: int, last: StoryMention | None, chosen: list[int]) -> str:
    """Return the state of a topic: one that an editor took away stays away."""
    if topic in chosen:
        return State.CHOSEN
    if last and last.state in DECIDED:
        return last.state
    return State.REFUSED if last and last.state == State.CHOSEN else State.FOUND


def _arrange(mentions: list[StoryMention]) -> None:
    """Number the mentions as readers see them, and hide what would be too many."""
    order = (State.CHOSEN, State.CONFIRMED, State.FOUND, State.REFUSED)
    mentions.sort(key=lambda mention: (order.index(State(mention.state)), not mention.main))
    left = MOST_FOUND
    for place, mention in enumerate(mentions):
        mention.place = place
        if mention.shown and mention.state == State.FOUND:
            mention.shown = left > 0
            mention.main = mention.main and mention.shown
            left -= 1


def _store(story: Story, mentions: list[StoryMention]) -> None:
    keys = [mention.topic_id for mention in mentions]
    StoryMention.objects.filter(story=story.pk).exclude(topic__in=keys).delete()
    StoryMention.objects.bulk_create(
        mentions,
        update_conflicts=True,
        unique_fields=["story", "topic"],
        update_fields=[
            "state",
            "shown",
            "main",
            "place",
            "times",
            "reason",
            "places",
            "beside",
            "decided_by",
        ],
    )
