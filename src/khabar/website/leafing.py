"""Leafing through the archive: its years, months and days, in each calendar of an edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from khabar.language.calendars import date_in_words, month_in_words
from khabar.language.digits import in_digits
from khabar.language.editions import Calendar, Edition
from khabar.language.reckoning import Month, day_of, month_of, months_of, parts_of
from khabar.stories.archiving import address_of, archive_key

SOLAR_YEARS = range(1300, 1501)
FIRST_GREGORIAN_YEAR = 1900
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Leaf:
    """A year, a month or a day of an edition's archive: `parts` has one number, two or three."""

    language: str
    calendar: Calendar
    parts: tuple[int, ...]

    @cached_property
    def edition(self) -> Edition:
        """The edition, with the calendar that the leaf is reckoned in."""
        edition: Edition = settings.EDITIONS[self.language]
        return replace(edition, calendar=self.calendar, second_calendar="none")

    @cached_property
    def first_day(self) -> dt.date:
        """Its first day. Raises ValueError where there is no such leaf."""
        year, month, day = (*self.parts, 1, 1)[:3]
        return day_of(self.calendar, year, month, day)

    @cached_property
    def day_after(self) -> dt.date:
        """The day after its last one."""
        if len(self.parts) == 3:
            return self.first_day + A_DAY
        if len(self.parts) == 2:
            return self.month.following.first_day
        return day_of(self.calendar, self.parts[0] + 1, 1, 1)

    @property
    def month(self) -> Month:
        """The month in which it lies or begins."""
        return month_of(self.first_day, self.calendar)

    @property
    def begins_at(self) -> dt.datetime:
        """Its first moment by the edition's clock."""
        return midnight(self.first_day, self.edition)

    @property
    def ends_at(self) -> dt.datetime:
        """The first moment after it."""
        return midnight(self.day_after, self.edition)

    @property
    def words(self) -> str:
        """What it is called: 2021, أكتوبر 2021, الثلاثاء، 19 أكتوبر 2021."""
        if len(self.parts) == 3:
            return date_in_words(self.first_day, self.edition, weekday=True)
        if len(self.parts) == 2:
            return month_in_words(*self.parts, self.edition)
        return in_digits(str(self.parts[0]), self.edition.digits)

    @property
    def address(self) -> str:
        """Its address, in ASCII digits."""
        return address_of(self.language, *self.parts)

    @property
    def key(self) -> str:
        """What purges its page. A day has the same key in each calendar."""
        day = self.first_day
        parts = (day.year, day.month, day.day) if len(self.parts) == 3 else self.parts
        return archive_key(self.language, *parts)

    @property
    def is_present(self) -> bool:
        """Whether today lies in it."""
        return self.first_day <= today(self.edition) < self.day_after

    @property
    def around(self) -> list[Leaf]:
        """The leaves that it lies in, the widest first: a day's year and month."""
        wider = [self.parts[:length] for length in range(1, len(self.parts))]
        return [replace(self, parts=parts) for parts in wider]

    def at(self, moment: dt.datetime) -> Leaf:
        """Return the leaf of the same kind, year, month or day, in which a moment lies."""
        day = moment.astimezone(self.edition.time_zone).date()
        return replace(self, parts=parts_of(day, self.calendar)[: len(self.parts)])


def open_leaf(language: str, *parts: int) -> Leaf:
    """Return a leaf of the archive; years from 1300 to 1500 are Solar Hijri in such an edition.

    Raises `Http404` where there is no such year, month or day, or where it lies in the future.
    """
    solar = settings.EDITIONS[language].calendar == "jalali" and parts[0] in SOLAR_YEARS
    leaf = Leaf(language, "jalali" if solar else "gregorian", parts)
    if not solar and parts[0] < FIRST_GREGORIAN_YEAR:
        raise Http404
    try:
        begins = leaf.first_day
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if begins > today(leaf.edition):
        raise Http404
    return leaf


def months_in(year: Leaf) -> list[Leaf]:
    """Return the months of a year."""
    months = months_of(year.parts[0], year.calendar)
    return [replace(year, parts=(month.year, month.number)) for month in months]


def days_in(leaf: Leaf) -> list[Leaf]:
    """Return the days of the month in which a leaf lies."""
    days = leaf.month.days
    return [replace(leaf, parts=parts_of(day, leaf.calendar)) for day in days]


def today(edition: Edition) -> dt.date:
    """Return today's date by the edition's clock."""
    return timezone.now().astimezone(edition.time_zone).date()


def midnight(day: dt.date, edition: Edition) -> dt.datetime:
    """Return the first moment of a day by the edition's clock."""
    return dt.datetime.combine(day, dt.time.min, edition.time_zone)
