"""Running stories make themselves: what continues a story that goes on joins it.

A story joins where two of its chapters tell of the same matter. Where none does, three stories of
one matter become a running story. A chapter that is rewritten until it tells of the matter of no
other leaves it. What an editor placed or took out stays as it was said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from django.db import transaction

from khabar.related.judging import Judged
from khabar.related.mending import say_that_it_changed
from khabar.related.models import Chapter, RunningStory
from khabar.related.naming_running_stories import name_running_story
from khabar.stories.models import Story

AT_LEAST: Final = 3
"""Two stories are a story and what came of it; from three on one wants a page of them."""
TIES: Final = AT_LEAST - 1
"""To so many stories of one matter a story must be tied."""


@transaction.atomic
def follow_on(*, story: Story, kin: Iterable[Judged]) -> RunningStory | None:
    """Let a published story join the running story that it continues, or begin one with its `kin`;
    before that, let it leave the one to which nothing ties it any more.

    Return the running story that has a chapter more, None where there is none.
    """
    near = {each.known.pk: each.score for each in kin if each.one_matter}
    standing = Chapter.objects.standing().select_related("running").filter(story=story).first()
    if standing and not _left(standing, near):
        return None
    for pk in _parted_from(story):
        near.pop(pk, None)
    places = dict(Chapter.objects.standing().filter(story__in=near).values_list("story", "running"))
    running = _most_tied(places, near) or _begun(story, [pk for pk in near if pk not in places])
    if running is None:
        return None
    Chapter.objects.update_or_create(
        running=running, story=story, defaults={"state": Chapter.State.FOUND}
    )
    name_running_story(running)
    say_that_it_changed(running)
    return running


def _left(chapter: Chapter, near: dict[int, float]) -> bool:
    """Take a chapter out that is tied to no other; return whether it was taken out."""
    running = chapter.running
    others = running.chapters.standing().exclude(pk=chapter.pk)
    placed = chapter.state == Chapter.State.PLACED
    if placed or not others.exists() or others.filter(story__in=near).exists():
        return False
    chapter.delete()
    name_running_story(running)
    say_that_it_changed(running, [chapter.story_id])
    return True


def _most_tied(places: dict[int, int], near: dict[int, float]) -> RunningStory | None:
    """Return the running story to whose chapters the story is tied most."""
    ties: dict[int, list[float]] = defaultdict(list)
    for pk, running in places.items():
        ties[running].append(near[pk])
    tied = {running: sum(found) for running, found in ties.items() if len(found) >= TIES}
    best = max(tied, key=tied.__getitem__, default=None)
    return RunningStory.objects.get(pk=best) if best else None


def _begun(story: Story, free: list[int]) -> RunningStory | None:
    """Return a new running story of the stories that belong to none yet, if they are enough."""
    if len(free) < TIES:
        return None
    running = RunningStory.objects.create(locale=story.locale)
    found = Chapter.State.FOUND
    Chapter.objects.bulk_create(Chapter(running=running, story_id=pk, state=found) for pk in free)
    return running


def _parted_from(story: Story) -> set[int]:
    """Return the keys of the stories that an editor parted from this one: they stand, or stood, in
    a running story from which one of the two was taken out."""
    removed = Chapter.objects.filter(state=Chapter.State.REMOVED)
    left = removed.filter(story=story).values("running")
    return set(Chapter.objects.filter(running__in=left).values_list("story", flat=True))
