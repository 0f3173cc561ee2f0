"""Related news on a story's page."""

from __future__ import annotations

from typing import Any

from django import template

from khabar.related.choosing import choose_related
from khabar.stories.keys import show_stories
from khabar.stories.models import Story

register = template.Library()


@register.inclusion_tag("khabar_related/_related.html")
def related_stories(story: Story) -> dict[str, Any]:
    """Show what belongs beside a story, each with its reason."""
    related = choose_related(story)
    show_stories(item.story for item in related)
    return {"related": related, "section": story.section}
