"""An editor's word on running stories, which no machine overrules: in, out, merge, split."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from khabar.publishing.recording import record
from khabar.related.keys import running_key
from khabar.related.models import Chapter, RunningStory
from khabar.related.naming_running_stories import name_running_story
from khabar.stories.models import Story

MENDED = "related.mend"


@transaction.atomic
def move_in(*, running: RunningStory, story: Story, user: Any = None) -> None:
    """Make a story a chapter; of another running story it is none any more.

    Raises `ValidationError` where it is of another edition.
    """
    if story.locale_id != running.locale_id:
        raise ValidationError(_("The story is in another language."))
    others = Chapter.objects.standing().filter(story=story).exclude(running=running)
    touched = [chapter.running for chapter in others.select_related("running")]
    others.update(state=Chapter.State.REMOVED, decided_by=user)
    _decide(running, [story.pk], Chapter.State.PLACED, user)
    _say([running, *touched], user)


@transaction.atomic
def move_out(*, running: RunningStory, stories: Iterable[int], user: Any = None) -> int:
    """Take the stories with these keys out for good; return how many. Raises `ValidationError`
    where none was chosen."""
    keys = _chosen(running, stories)
    _decide(running, keys, Chapter.State.REMOVED, user)
    _say([running], user, keys)
    return len(keys)


@transaction.atomic
def split(*, running: RunningStory, stories: Iterable[int], user: Any = None) -> RunningStory:
    """Make a running story of its own of the stories with these keys, and return it. Raises
    `ValidationError` where none was chosen."""
    keys = _chosen(running, stories)
    new = RunningStory.objects.create(locale=running.locale)
    _decide(running, keys, Chapter.State.REMOVED, user)
    _decide(new, keys, Chapter.State.PLACED, user)
    _say([running, new], user, keys)
    return new


@transaction.atomic
def merge(*, merged: RunningStory, into: RunningStory, user: Any = None) -> None:
    """Move all chapters of one running story into another, to which its address leads from then
    on. Raises `ValidationError` where the two can't be one."""
    if merged == into or merged.merged_into or into.merged_into:
        raise ValidationError(_("Choose another running story."))
    if merged.locale_id != into.locale_id:
        raise ValidationError(_("The two are in different languages."))
    keys = list(merged.chapters.standing().values_list("story", flat=True))
    merged.chapters.standing().delete()
    _decide(into, keys, Chapter.State.PLACED, user)
    merged.merged_into = into
    merged.save(update_fields=["merged_into"])
    _say([into, merged], user, keys)


def say_that_it_changed(running: RunningStory, stories: Iterable[int] = ()) -> None:
    """Record that the page of a running story changed, and those of its stories."""
    shown = {*stories, *running.chapters.standing().values_list("story", flat=True)}
    numbers = Story.objects.filter(pk__in=shown).values_list("number", flat=True)
    keys = [running_key(running.pk), *(f"related/{number}" for number in numbers)]
    record(kind="changed", subject=running_key(running.pk), keys=keys, forget=True)


def _chosen(running: RunningStory, stories: Iterable[int]) -> list[int]:
    chapters = running.chapters.standing().filter(story__in=list(stories))
    keys = list(chapters.values_list("story", flat=True))
    if not keys:
        raise ValidationError(_("Choose a story first."))
    return keys


def _decide(running: RunningStory, stories: Iterable[int], state: str, user: Any) -> None:
    for pk in stories:
        decided = {"state": state, "decided_by": user}
        Chapter.objects.update_or_create(running=running, story_id=pk, defaults=decided)


def _say(changed: Iterable[RunningStory], user: Any, stories: Iterable[int] = ()) -> None:
    for running in changed:
        name_running_story(running)
        log(instance=running, action=MENDED, user=user)
        say_that_it_changed(running, stories)
