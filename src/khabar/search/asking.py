"""Asking: which published stories match a reader's words, however they are typed."""

from __future__ import annotations

from khabar.language.folding import fold
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet

LONGEST_QUERY = 200
MOST_WORDS = 12


def find_stories(query: str, *, language: str) -> StoryQuerySet:
    """Return the published stories in `language` that hold every word of `query`.

    Words are compared folded: without harakat, with one form of alef, yeh, keheh and teh marbuta.
    A word also matches inside a longer one, so that `وزير` finds `الوزير`.
    """
    words = fold(query).split()[:MOST_WORDS]
    if not words:
        return Story.objects.none()
    stories = Story.objects.published().in_language(language)
    for word in words:
        stories = stories.filter(indexed__text__contains=word)
    return stories
