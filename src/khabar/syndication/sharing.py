"""What is shown where a story or the paper is shared."""

from __future__ import annotations

from django.urls import reverse

from khabar.branding.drawing import Card
from khabar.branding.showing import ShownBrand, fingerprint
from khabar.stories.models import Story


def card_of_story(story: Story) -> Card:
    """Return what a story's share card says."""
    return Card(headline=story.headline, kicker=story.kicker, language=story.language)


def card_of_paper(brand: ShownBrand, language: str) -> Card:
    """Return what stands for a page that is no story."""
    return Card(headline=brand.name_in(language), kicker="", language=language)


def address_of_card(card: Card, brand: ShownBrand, *, number: int | None = None) -> str:
    """Return the path of a card, which is another one for every change of what is drawn."""
    logo = f"{brand.logo.path} {brand.name_beside_logo}" if brand.logo else ""
    name = brand.name_in(card.language)
    drawn = "\n".join([card.headline, card.kicker, name, logo, *brand.light.values()])
    if number is None:
        return reverse("card", args=[card.language, fingerprint(drawn)])
    return reverse("story-card", args=[card.language, number, fingerprint(drawn)])
