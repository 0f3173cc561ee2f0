"""Long lists, page by page. A page goes on after a story's number and moment, not after a count:
an offset into a large archive makes the database read all that it skips."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest

from khabar.language.digits import parse_number
from khabar.stories.keys import show_stories
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet

PAGE_LENGTH = 20


@dataclass(frozen=True)
class StoryPage:
    """One page of a list: its stories, and the number after which the next page goes on."""

    stories: list[Story]
    following: int | None
    is_first: bool


def page_of_stories(request: HttpRequest, stories: StoryQuerySet) -> StoryPage:
    """Return the page of `stories` that `?after=` names, newest first.

    Raises `Http404` where `after` isn't the number of a published story.
    """
    after = request.GET.get("after", "")
    if after:
        stories = _older_than(stories, after)
    found = list(stories.newest_first().for_cards()[: PAGE_LENGTH + 1])
    more = len(found) > PAGE_LENGTH
    shown = found[:PAGE_LENGTH]
    show_stories(shown)
    return StoryPage(shown, shown[-1].number if more else None, not after)


def _older_than(stories: StoryQuerySet, after: str) -> StoryQuerySet:
    last = Story.objects.published().filter(number=parse_number(after)).first()
    if not last:
        raise Http404
    same_moment = Q(first_published_at=last.first_published_at, number__lt=last.number)
    return stories.filter(Q(first_published_at__lt=last.first_published_at) | same_moment)
