"""What a front's page shows: what editors arranged, or what the newest stories make of it."""

from __future__ import annotations

from khabar.fronts.arranging import arrange
from khabar.fronts.arranging_automatically import arrange_automatically
from khabar.fronts.models import Front
from khabar.fronts.showing import Container
from khabar.stories.models import Story
from khabar.topics.models import Section


def compose_front(
    *, language: str, section: Section | None = None, draft: Front | None = None
) -> list[Container]:
    """Return the containers of an edition's main front, or of a section's.

    `draft` is shown in place of what is published. A main front that shows no story is arranged
    automatically; a section's is empty then, for its page lists the section's stories anyway.
    """
    front = draft or Front.objects.shown(language, section)
    containers = arrange(front) if front else []
    return containers if containers or section else arrange_automatically(language)


def stories_on(containers: list[Container]) -> list[Story]:
    """Return the stories that a front shows, also those in the lines below cards."""
    cards = [card for container in containers for card in container.cards]
    return [card.story for card in cards] + [line.story for card in cards for line in card.links]
