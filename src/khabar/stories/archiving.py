"""Where a story lies in the archive: the keys and the address of its day."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.urls import reverse

from khabar.language.editions import Calendar, Edition
from khabar.language.reckoning import parts_of


def archive_key(language: str, *parts: int) -> str:
    """Return the key of a page of the archive: `archive/ar/2021-10-19`, `archive/ar/2021`.

    Without parts it is that of the list of years.
    """
    return "/".join(["archive", language, *filter(None, ["-".join(f"{n:02}" for n in parts)])])


def archive_keys(language: str, moment: dt.datetime) -> list[str]:
    """Return the keys of all pages of the archive on which a story of that moment counts."""
    edition: Edition = settings.EDITIONS[language]
    day = moment.astimezone(edition.time_zone).date()
    calendars: list[Calendar] = ["gregorian", edition.calendar]
    months = {parts_of(day, calendar)[:2] for calendar in calendars}
    named = [(), (day.year, day.month, day.day), *months, *((year,) for year, _month in months)]
    return [archive_key(language, *parts) for parts in named]


def address_of(language: str, *parts: int) -> str:
    """Return the address of a year, a month or a day, or of the list of years without parts."""
    padded = [f"{part:02}" for part in parts]
    return reverse(ADDRESSES[len(parts)], args=[language, *padded])


def address_of_day(language: str, moment: dt.datetime) -> str:
    """Return the address of the day of a moment, in the edition's own calendar."""
    edition: Edition = settings.EDITIONS[language]
    day = moment.astimezone(edition.time_zone).date()
    return address_of(language, *parts_of(day, edition.calendar))


ADDRESSES = ("archive", "archive-year", "archive-month", "archive-day")
