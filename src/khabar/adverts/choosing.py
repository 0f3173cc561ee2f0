"""Which advert stands in a place. The same for every reader, so that the page can be kept."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from khabar.adverts.models import Advert


def choose_adverts(*, language: str, moment: datetime | None = None) -> dict[str, Advert]:
    """Return the advert of each place of one edition at `moment` (now), by slot.

    Of those that run it is the one that started last. Asks the database once.
    """
    running = Advert.objects.running_at(moment or timezone.now()).in_edition(language)
    chosen: dict[str, Advert] = {}
    for advert in running.select_related("image").order_by("-starts_at", "-pk"):
        chosen.setdefault(advert.slot, advert)
    return chosen
