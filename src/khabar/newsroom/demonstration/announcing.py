"""Announcing the Hijri months of late, as a desk would have done on the evening before each."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from khabar.dating.models import AnnouncedMonth
from khabar.language.editions import Edition
from khabar.language.lunar_hijri import (
    UMM_AL_QURA,
    MonthOfYear,
    first_day_computed,
    month_beside,
)

EVENING = dt.time(19, 30)
MONTHS = 3


def announce_months() -> None:
    """Announce the last months on their computed days, for each country with Hijri dates."""
    for edition in settings.EDITIONS.values():
        announced = AnnouncedMonth.objects.by_country(edition.country)
        if edition.second_calendar == "hijri" and not announced.exists():
            for month in _last_months():
                _announce(edition, month)


def _last_months() -> list[MonthOfYear]:
    today = UMM_AL_QURA.date_of(timezone.localdate())
    return [month_beside(today[:2], -step) for step in reversed(range(MONTHS))] if today else []


def _announce(edition: Edition, month: MonthOfYear) -> None:
    if first_day := first_day_computed(month):
        evening = dt.datetime.combine(first_day - dt.timedelta(days=1), EVENING, edition.time_zone)
        AnnouncedMonth.objects.create(
            country=edition.country,
            year=month[0],
            month=month[1],
            first_day=first_day,
            entered_at=evening,
        )
