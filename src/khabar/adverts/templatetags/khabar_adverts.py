"""The places on a page where an advert may stand."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import translation

from khabar.adverts.choosing import choose_advert
from khabar.adverts.models import Advert

register = template.Library()

TEMPLATES = {
    Advert.Slot.OVERLAY: "khabar_adverts/_overlay.html",
    Advert.Slot.STORY: "khabar_adverts/_box.html",
    Advert.Slot.FRONT: "khabar_adverts/_box.html",
}


@register.simple_tag
def advert_slot(slot: str, language: str, about: Any = None) -> str:
    """Show the advert for `slot`, labelled in the page's language; nothing where there is none.

    `about` is what the page is about. If it says `adverts_allowed = False`, nothing is shown.
    Raises `ValueError` for a slot that doesn't exist.
    """
    chosen = TEMPLATES[Advert.Slot(slot)]
    if not getattr(about, "adverts_allowed", True):
        return ""
    advert = choose_advert(slot=slot, language=language)
    if not advert:
        return ""
    with translation.override(language):
        return render_to_string(chosen, {"advert": advert})
