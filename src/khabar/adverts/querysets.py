"""Reading adverts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from khabar.adverts.models import Advert  # noqa: F401


class AdvertQuerySet(QuerySet["Advert"]):
    """Adverts, asked for in English."""

    def booked_from(self, moment: datetime) -> Self:
        """Keep what is booked for `moment` or later."""
        ends_later = Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
        return self.filter(ends_later, running=True)

    def running_at(self, moment: datetime) -> Self:
        """Keep what is booked for `moment`."""
        return self.booked_from(moment).filter(starts_at__lte=moment)

    def in_edition(self, language: str) -> Self:
        """Keep what is meant for one edition."""
        return self.filter(language=language)
