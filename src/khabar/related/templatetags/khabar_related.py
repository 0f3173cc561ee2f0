"""Related news on a story's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from khabar.delivery.declaring import add_keys
from khabar.related.choosing import choose_related
from khabar.related.keys import related_key
from khabar.related.models import RelatedStory
from khabar.related.querysets import Place
from khabar.stories.models import Story
from khabar.stories.showing import small_cards

register = template.Library()


@register.inclusion_tag("khabar_related/_related.html", takes_context=True)
def related_stories(context: Context, story: Story) -> dict[str, Any]:
    """Show what belongs beside a story, each with its reason.

    A story whose list isn't stored yet, and a draft that is previewed, have it chosen now.
    """
    add_keys(related_key(story))
    places = [] if context.get("preview") else list(RelatedStory.objects.beside(story).places())
    places = places or _places_now(story)
    running = next((place[4] for place in places), None)
    return {
        "related": list(_with_cards(places, story.language)),
        "running": reverse("running-story", args=[story.language, running]) if running else "",
        "section": story.section,
        "language": story.language,
    }


def _places_now(story: Story) -> list[Place]:
    related = choose_related(story).related
    moments = dict(
        Story.objects.filter(pk__in=[item.pk for item in related])
        .order_by()
        .values_list("pk", "first_published_at")
    )
    return [
        (item.number, item.reason, moments[item.pk], item.topic.names if item.topic else None, None)
        for item in related
        if item.pk in moments
    ]


def _with_cards(places: list[Place], language: str) -> Iterator[dict[str, Any]]:
    cards = small_cards(number for number, *_rest in places)
    for number, reason, published_at, names, _running in places:
        if number in cards:
            about = (names.get(language) or next(iter(names.values()), "")) if names else ""
            yield {
                "card": cards[number],
                "reason": reason,
                "about": about,
                "published_at": published_at,
            }
