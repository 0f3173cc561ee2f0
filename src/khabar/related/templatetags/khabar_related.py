"""Related news on a story's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import template
from django.template import Context

from khabar.delivery.declaring import add_keys
from khabar.related.choosing import choose_related
from khabar.related.keys import related_key
from khabar.related.models import RelatedStory
from khabar.stories.models import Story
from khabar.stories.showing import small_cards

register = template.Library()

Place = tuple[int, str, datetime]
"""A related story's number, the reason why it stands there, and when it was published."""


@register.inclusion_tag("khabar_related/_related.html", takes_context=True)
def related_stories(context: Context, story: Story) -> dict[str, Any]:
    """Show what belongs beside a story, each with its reason.

    A story whose list isn't stored yet, and a draft that is previewed, have it chosen now.
    """
    add_keys(related_key(story))
    places = [] if context.get("preview") else list(RelatedStory.objects.beside(story).places())
    related = list(_with_cards(places or _places_now(story)))
    return {"related": related, "section": story.section, "language": story.language}


def _places_now(story: Story) -> list[Place]:
    return [
        (item.story.number, item.reason, item.story.first_published_at)
        for item in choose_related(story)
    ]


def _with_cards(places: list[Place]) -> Iterator[dict[str, Any]]:
    cards = small_cards(number for number, _, _ in places)
    for number, reason, published_at in places:
        if number in cards:
            yield {"card": cards[number], "reason": reason, "published_at": published_at}
