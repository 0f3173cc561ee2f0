"""Which advert stands in a place. The same for every reader, so that the page can be kept."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils import timezone

from khabar.adverts.keys import adverts_key
from khabar.adverts.models import Advert
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share


def choose_adverts(*, language: str, moment: datetime | None = None) -> dict[str, Advert]:
    """Return the advert of each place of one edition at `moment` (now), by slot.

    Of those that run it is the one that started last. Asks the database once, and pages that are
    made to be kept share the answer; the clock is looked at for each.
    """
    now = moment or timezone.now()
    chosen: dict[str, Advert] = {}
    for advert in share(f"adverts/{language}", partial(_booked, language, now)):
        if advert.runs_at(now):
            chosen.setdefault(advert.slot, advert)
    return chosen


def _booked(language: str, moment: datetime) -> list[Advert]:
    """Return what runs at `moment` or will run, what starts last first."""
    add_keys(adverts_key(language))
    booked = Advert.objects.booked_from(moment).in_edition(language)
    return list(booked.select_related("image").order_by("-starts_at", "-pk"))
