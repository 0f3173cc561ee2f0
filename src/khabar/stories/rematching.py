"""Searching the archive again after a topic's spellings changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from khabar.publishing.models import Mark
from khabar.stories.deciding_on_topics import say_that_topics_changed
from khabar.stories.models import NameSighting, Story, StoryMention
from khabar.stories.suggesting import look_for_names
from khabar.stories.tagging import tag_story, texts_of
from khabar.topics.gathering import spellings_in, words_in
from khabar.topics.matching import Matcher
from khabar.topics.models import Topic
from khabar.topics.spelling import Spelling, with_family_names

# So many stories are searched at a time; the rest is another row of the ledger.
AT_A_TIME: Final = 300
RUN: Final = "topics/run"

Finder = Callable[[str, list[str]], Iterable[int] | None]

_finders: list[Finder] = []


def register_finder(finder: Finder) -> Finder:
    """Register what finds stories by words faster than reading all of them.

    It is given a language and folded spellings, each of some words with a space between, and
    returns the numbers of all published stories that may have one of them, or None where it can't
    say.
    """
    _finders.append(finder)
    return finder


def spelt_as(topic: Topic) -> str:
    """Return a sign for all the ways in which a topic is written and found now."""
    ways = [
        f"{language}:{spelling}"
        for language, _name in settings.LANGUAGES
        for spelling in sorted(map(repr, spellings_in(language, only=topic.pk)))
        if not topic.merged_into_id
    ]
    return hashlib.sha256("\n".join(ways).encode()).hexdigest()


def stories_concerned(topic: Topic, *, after: int = 0) -> list[Story]:
    """Return the next stories, by their numbers, that have the topic or may have it now."""
    found: dict[int, Story] = {}
    for language, _name in settings.LANGUAGES:
        spellings = spellings_in(language, only=topic.pk)
        for story in _candidates(topic, language, spellings, after):
            found[story.number] = story
    return [found[number] for number in sorted(found)[:AT_A_TIME]]


def _candidates(
    topic: Topic, language: str, spellings: list[Spelling], after: int
) -> Iterator[Story]:
    published = Story.objects.published().in_language(language).select_related("locale")
    later = published.filter(number__gt=after).order_by("number")
    numbers = _numbers(language, spellings)
    if numbers is None:
        yield from later[:AT_A_TIME]
        return
    yield from later.filter(Q(number__in=numbers) | Q(pk__in=_marked(topic)))[:AT_A_TIME]


def _numbers(language: str, spellings: list[Spelling]) -> list[int] | None:
    """Return the numbers of stories that may have one of the spellings; None for all of them."""
    words = [spelling.words for spelling in with_family_names(spellings)]
    if not words:
        return []
    for finder in _finders:
        found = finder(language, words)
        if found is not None:
            return list(found)
    return None


def _marked(topic: Topic) -> list[int]:
    mentions = StoryMention.objects.filter(topic=topic.pk).values_list("story", flat=True)
    return [*mentions, *NameSighting.objects.filter(topic=topic.pk).values_list("story", flat=True)]


def rematch(topic: Topic, stories: Iterable[Story]) -> Iterator[tuple[Story, set[int]]]:
    """Search stories again, those that have the topic or have it now, and yield each with the
    topics that changed for its readers."""
    matchers = {
        language: Matcher(
            with_family_names(spellings_in(language, only=topic.pk)), words_in(language)
        )
        for language, _name in settings.LANGUAGES
    }
    marked = set(_marked(topic))
    for story in stories:
        text = "\n".join(texts_of(story).values())
        if story.pk in marked or matchers[story.language].may_find(text):
            yield story, tag_story(story=story)


def match_archive(*, again: bool = False) -> Iterator[tuple[int, int]]:
    """Find the topics of all published stories, newest first, and yield now and then how many are
    done and how many are left.

    Without `again` only those that were never searched. What was interrupted goes on where it was:
    the moment at which it began is kept until it is over.
    """
    begun = _begin(again=again)
    done = 0
    while stories := list(_unsearched(begun)[:AT_A_TIME]):
        for story in stories:
            changed = tag_story(story=story)
            look_for_names(story=story)
            if changed:
                say_that_topics_changed(story, changed)
        done += len(stories)
        yield done, _unsearched(begun).count()
    Mark.objects.filter(name=RUN).delete()


def _begin(*, again: bool) -> datetime | None:
    """Return when the run that is to be finished began; None where each is searched but once."""
    run = Mark.objects.filter(name=RUN).first()
    if run is None and again:
        run = Mark.objects.create(name=RUN, moment=timezone.now())
    return run.moment if run else None


def _unsearched(begun: datetime | None) -> QuerySet[Story]:
    stories = Story.objects.published().select_related("locale").order_by("-number")
    never = Q(matched=None)
    return stories.filter(never | Q(matched__matched_at__lt=begun) if begun else never)
