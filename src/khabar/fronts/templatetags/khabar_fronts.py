"""What a front lends to other pages."""

from __future__ import annotations

from typing import Any

from django import template

from khabar.stories.keys import show_stories
from khabar.stories.models import Story

register = template.Library()
BESIDE_A_STORY = 8


@register.inclusion_tag("khabar_fronts/_latest.html")
def latest_stories(story: Story) -> dict[str, Any]:
    """Show what else was published last in a story's language."""
    stories = Story.objects.published().in_language(story.language).exclude(pk=story.pk)
    newest = list(stories.newest_first().for_links()[:BESIDE_A_STORY])
    show_stories(newest)
    return {"stories": newest, "language": story.language}
