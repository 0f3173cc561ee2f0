"""Which advert stands in a place. The same for every reader, so that the page can be kept."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from khabar.adverts.models import Advert


def choose_advert(*, slot: str, language: str, moment: datetime | None = None) -> Advert | None:
    """Return the advert for one place of one edition at `moment` (now), or None.

    Of those that run it is the one that started last. Asks the database once.
    """
    running = Advert.objects.running_at(moment or timezone.now()).for_slot(slot, language)
    return running.select_related("image").order_by("-starts_at", "-pk").first()
