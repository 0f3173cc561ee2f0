"""Share cards: pictures of a headline, drawn when somebody first asks for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from khabar.branding.drawing import Card, draw_card
from khabar.branding.keys import BRAND
from khabar.branding.showing import current_brand
from khabar.delivery.declaring import finished
from khabar.language.digits import to_ascii
from khabar.stories.keys import story_key
from khabar.stories.models import Story
from khabar.syndication.sharing import address_of_card, card_of_paper, card_of_story
from khabar.website.rendering import FOR_EVER


@finished(
    keys=lambda request, language, digits, fingerprint: [story_key(int(to_ascii(digits))), BRAND]
)
def story_card(request: HttpRequest, language: str, digits: str, fingerprint: str) -> HttpResponse:
    """Draw a story's card as it is now; under its own fingerprint it never changes."""
    number = int(to_ascii(digits))
    stories = Story.objects.published().in_language(language).for_sharing()
    return _drawn(request, card_of_story(get_object_or_404(stories, number=number)), number)


@finished(keys=[BRAND])
def paper_card(request: HttpRequest, language: str, fingerprint: str) -> HttpResponse:
    """Draw the card of the paper, for pages that are no story."""
    return _drawn(request, card_of_paper(current_brand(), language), None)


def _drawn(request: HttpRequest, card: Card, number: int | None) -> HttpResponse:
    brand = current_brand()
    response = HttpResponse(draw_card(card, brand), content_type="image/png")
    if request.path == address_of_card(card, brand, number=number):
        response.headers["Cache-Control"] = FOR_EVER
    return response
