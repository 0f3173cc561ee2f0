"""Keeping each story's list of related news as it ought to be, as stories come, change and go."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.utils import timezone

from khabar.related.choosing import Choice, Related, choose_related
from khabar.related.finding import is_indexed
from khabar.related.following_on import follow_on
from khabar.related.models import ChosenList, Reason, RelatedStory
from khabar.search.engine import Unavailable
from khabar.search.indexing import open_reader
from khabar.stories.models import Story

MOST_NEIGHBOURS: Final = 24
"""How many lists are chosen again after one publication: those of what is most like the story, and
those in which it stands."""
MOST_WAITING: Final = 500
WHILE: Final = 30.0
"""Seconds for which what waited for the index is chosen in one go."""


def keep_related(*, number: int) -> list[Story]:
    """Choose the list of a story anew, and those of its neighbours: what is most like it, what
    stands in its list, and where it stands itself. Return the stories whose lists changed.

    While this machine's index doesn't have the story, its neighbours can't find it: all of that is
    done again by `choose_what_waits`.
    """
    story = Story.objects.select_related("locale").filter(number=number).first()
    if story is None:
        return []
    if not story.live:
        RelatedStory.objects.filter(story=story).delete()
        ChosenList.objects.filter(story=story).delete()
        return _chosen_again(_published(_keys_showing(story)))
    choice = choose_related(story)
    if not choice.provisional:
        follow_on(story=story, kin=choice.kin)
        choice = replace(choice, provisional=not is_indexed(story))
    changed = [story] if _store(story, choice) else []
    kin = [judged.known.pk for judged in choice.kin]
    beside = [place.pk for place in choice.related if place.reason != Reason.LATEST]
    neighbours = dict.fromkeys([*_keys_showing(story), *kin, *beside])
    return changed + _chosen_again(_published(list(neighbours)[:MOST_NEIGHBOURS]))


def choose_what_waits() -> Iterator[list[Story]]:
    """Choose again what was chosen without the index, or before it had the story, for half a minute
    at most. Yield each time the stories whose lists changed."""
    until = time.monotonic() + WHILE
    waiting = ChosenList.objects.waiting().values_list("story__number", flat=True)
    for number in list(waiting[:MOST_WAITING]):
        if time.monotonic() > until or not _can_be_asked():
            return
        yield keep_related(number=number)


def _can_be_asked() -> bool:
    try:
        open_reader()
    except Unavailable:
        return False
    return True


def _keys_showing(story: Story) -> list[int]:
    showing = RelatedStory.objects.showing(story).order_by("-score", "-story")
    return list(showing.values_list("story", flat=True)[:MOST_NEIGHBOURS])


def _published(keys: Iterable[int]) -> list[Story]:
    return list(Story.objects.published().select_related("locale").filter(pk__in=keys))


def _chosen_again(stories: Iterable[Story]) -> list[Story]:
    return [story for story in stories if _store(story, choose_related(story))]


@transaction.atomic
def _store(story: Story, choice: Choice) -> bool:
    """Store a story's list; return whether readers see another one than before."""
    places = [_as_row(story, place, each) for place, each in enumerate(choice.related, start=1)]
    stored = RelatedStory.objects.filter(story=story)
    before = list(stored.order_by("place").values_list("other", "reason", "topic", "score"))
    after = [(row.other_id, row.reason, row.topic_id, row.score) for row in places]
    if before != after:
        stored.delete()
        RelatedStory.objects.bulk_create(places)
    now = {"chosen_at": timezone.now(), "provisional": choice.provisional}
    ChosenList.objects.update_or_create(story=story, defaults=now)
    return [row[:3] for row in before] != [row[:3] for row in after]


def _as_row(story: Story, place: int, chosen: Related) -> RelatedStory:
    return RelatedStory(
        story=story,
        other_id=chosen.pk,
        place=place,
        score=round(chosen.score, 3),
        reason=chosen.reason.value,
        topic=chosen.topic,
    )
