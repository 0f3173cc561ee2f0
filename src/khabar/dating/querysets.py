"""Reading what countries announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from khabar.dating.models import AnnouncedMonth  # noqa: F401  (named in a string)


class AnnouncedMonthQuerySet(QuerySet["AnnouncedMonth"]):
    """Announced months, asked for in English."""

    def by_country(self, country: str) -> Self:
        """Keep what one country announced."""
        return self.filter(country=country)

    def as_entered(self) -> Self:
        """Order by the moment of entry, so that what corrects comes after what it corrects."""
        return self.order_by("entered_at", "pk")
