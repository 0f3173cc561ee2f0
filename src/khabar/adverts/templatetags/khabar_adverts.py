"""The places on a page where an advert may stand."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from khabar.adverts.choosing import choose_adverts
from khabar.adverts.keys import adverts_key
from khabar.adverts.models import Advert
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share

register = template.Library()

TEMPLATES = {
    Advert.Slot.OVERLAY: "khabar_adverts/_overlay.html",
    Advert.Slot.STORY: "khabar_adverts/_box.html",
    Advert.Slot.FRONT: "khabar_adverts/_box.html",
}


@register.simple_tag(takes_context=True)
def advert_slot(context: Context, slot: str, language: str, about: Any = None) -> str:
    """Show the advert for `slot`, labelled in the page's language; nothing where there is none.

    `about` is what the page is about. If it says `adverts_allowed = False`, nothing is shown.
    Raises `ValueError` for a slot that doesn't exist.
    """
    written_by = TEMPLATES[Advert.Slot(slot)]
    if not getattr(about, "adverts_allowed", True):
        return ""
    add_keys(adverts_key(language))
    advert = _running(context, language).get(slot)
    if not advert:
        return ""
    return share(f"advert/{advert.pk}", partial(_written, written_by, advert))


def _written(written_by: str, advert: Advert) -> SafeString:
    add_keys(adverts_key(advert.language))
    with translation.override(advert.language):
        return render_to_string(written_by, {"advert": advert})


def _running(context: Context, language: str) -> dict[str, Advert]:
    """Return the edition's adverts by slot, asking the database once a page."""
    this_page: Any = context.render_context
    if "khabar_adverts" not in this_page:
        this_page["khabar_adverts"] = choose_adverts(language=language)
    chosen: dict[str, Advert] = this_page["khabar_adverts"]
    return chosen
