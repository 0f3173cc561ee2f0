"""Recalling what a country has announced, without asking the database for each page.

A process remembers it until a `months/…` key is purged, as an announcement does: the memory is a
shared part of pages (see `khabar.delivery.sharing`) and goes when they go, in every process.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from khabar.dating.keys import months_key
from khabar.dating.models import AnnouncedMonth
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share
from khabar.language.lunar_hijri import LunarMonths


@dataclass(frozen=True)
class Announcements:
    """All that one country announced, in the order in which it was entered."""

    entries: tuple[AnnouncedMonth, ...]

    def until(self, moment: dt.datetime | None) -> LunarMonths:
        """Return the months as they were known at `moment`, or as they are for None."""
        known = [entry for entry in self.entries if not moment or entry.entered_at <= moment]
        return LunarMonths({entry.month_of_year: entry.first_day for entry in known})


def announcements(country: str) -> Announcements:
    """Return what a country announced, and say that the page being made shows it."""
    return share(f"months/{country}", lambda: _read(country))


def _read(country: str) -> Announcements:
    add_keys(months_key(country))
    return Announcements(tuple(AnnouncedMonth.objects.by_country(country).as_entered()))
