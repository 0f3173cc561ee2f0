"""What a front lends to other pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import template

from khabar.delivery.sharing import share
from khabar.stories.keys import latest_key, show_stories
from khabar.stories.models import Story

register = template.Library()
BESIDE_A_STORY = 8


@register.inclusion_tag("khabar_fronts/_latest.html")
def latest_stories(story: Story) -> dict[str, Any]:
    """Show what else was published last in a story's language."""
    language = story.language
    follows = [latest_key(language)]
    newest = share(f"newest/{language}", partial(newest_of, language), follows=follows)
    others = [other for other in newest if other != story][:BESIDE_A_STORY]
    return {"stories": others, "language": language}


def newest_of(language: str) -> list[Story]:
    """Return an edition's newest stories, one more than stand beside a story: it may be it."""
    stories = Story.objects.published().in_language(language).newest_first()
    newest = list(stories.for_links()[: BESIDE_A_STORY + 1])
    show_stories(newest)
    return newest
