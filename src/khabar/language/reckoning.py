"""Reckoning in the months and years of a calendar: what an archive is leafed through by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .editions import Calendar
from .solar_hijri import from_solar_hijri, to_solar_hijri

A_WEEK = 7


@dataclass(frozen=True, order=True)
class Month:
    """A month of the Gregorian or the Solar Hijri calendar, from 1 to 12."""

    calendar: Calendar
    year: int
    number: int

    @property
    def first_day(self) -> dt.date:
        """The Gregorian date of its first day. Raises ValueError where there is no such month."""
        return day_of(self.calendar, self.year, self.number, 1)

    @property
    def days(self) -> list[dt.date]:
        """The Gregorian dates of its days."""
        begin, end = self.first_day, self.following.first_day
        return [begin + dt.timedelta(days=count) for count in range((end - begin).days)]

    @property
    def following(self) -> Month:
        """The month after it."""
        year, number = divmod(self.year * 12 + self.number, 12)
        return Month(self.calendar, year, number + 1)

    def weeks(self, first_weekday: int) -> list[list[dt.date | None]]:
        """Return its weeks, each of seven days, with None for days of the months around it.

        ``first_weekday`` is the day with which a week begins, 0 for Monday to 6 for Sunday.
        """
        days = self.days
        before = (days[0].weekday() - first_weekday) % A_WEEK
        cells = [*[None] * before, *days]
        cells += [None] * (-len(cells) % A_WEEK)
        return [cells[first : first + A_WEEK] for first in range(0, len(cells), A_WEEK)]


def parts_of(date: dt.date, calendar: Calendar) -> tuple[int, int, int]:
    """Return year, month and day of a Gregorian date in a calendar."""
    return to_solar_hijri(date) if calendar == "jalali" else (date.year, date.month, date.day)


def month_of(date: dt.date, calendar: Calendar) -> Month:
    """Return the month of a calendar in which a Gregorian date lies."""
    year, number, _day = parts_of(date, calendar)
    return Month(calendar, year, number)


def day_of(calendar: Calendar, year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian date of a day. Raises ValueError where there is no such day."""
    if calendar == "jalali":
        return from_solar_hijri(year, month, day)
    return dt.date(year, month, day)


def months_of(year: int, calendar: Calendar) -> list[Month]:
    """Return the twelve months of a year."""
    return [Month(calendar, year, number) for number in range(1, 13)]
