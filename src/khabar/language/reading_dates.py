"""Reading dates: what old newsroom pages print under a headline, made a moment."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from .folding import fold
from .reading_times import Clock, find_clock
from .reading_words import (
    LUNAR_MARK,
    OUR_ERA,
    SOLAR_YEARS,
    find_worded_dates,
    gregorian_date,
    solar_date,
    without_lunar_dates,
)

LONGEST_LINE = 200
"""Characters: a release date is one printed line, never a paragraph."""

_SOLAR_ZONES = frozenset({"Asia/Tehran", "Iran", "Asia/Kabul"})

_YEAR_FIRST = re.compile(
    rf"(?<!\d)(\d{{4}})\s*([/\-.])\s*(\d{{1,2}})\s*\2\s*(\d{{1,2}})(?!\d){OUR_ERA}"
)
_YEAR_LAST = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*([/\-.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}})(?!\d){OUR_ERA}"
)
_LUNAR_NUMBERS = re.compile(
    rf"(?<!\d)\d{{1,4}}\s*([/\-.])\s*\d{{1,2}}\s*\1\s*\d{{1,4}}(?!\d){LUNAR_MARK}"
)
_COMPACT_ISO = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)?(?!\d)")
_AMERICAN = re.compile(r"\d\s*[ap]\.?m(?!\w)")


def read_moment(text: str, zone: ZoneInfo, language: str | None = None) -> dt.datetime | None:
    """Return the moment that ``text`` names, in ``zone``, or None if it cannot be sure.

    Read are numbers and words, Gregorian and Solar Hijri, in any digits, with labels around
    them: ``10/19/2021 5:51:43 PM`` (American, for its PM), ``19/10/2021 17:51`` (day first,
    unless the second number is above 12), ISO 8601, ``19 تشرين الأول/أكتوبر 2021``,
    ``۲۷ مهر ۱۴۰۰ - ساعت ۱۷:۵۱``. A date alone is its midnight. A zone printed beside the time
    wins over ``zone``. Lunar Hijri dates are passed by; in Arabic (``language``) outside Iran
    and Afghanistan the years 1300 to 1499 in numbers are lunar too.

    None also for two different dates, a day that does not exist, or numbers left unread.
    """
    if len(text) > LONGEST_LINE:
        return None
    try:
        return _read(_tidy(text), zone, _may_be_solar(zone, language))
    except ValueError:
        return None


def _tidy(text: str) -> str:
    line = fold(re.sub(r"\s+", " ", text))
    return _COMPACT_ISO.sub(lambda iso: "{}-{}-{}t{}:{}:{}".format(*iso.groups("00")), line)


def _may_be_solar(zone: ZoneInfo, language: str | None) -> bool:
    arabic = re.split("[-_]", (language or "").lower())[0] == "ar"
    return not arabic or zone.key in _SOLAR_ZONES


def _read(line: str, zone: ZoneInfo, solar: bool) -> dt.datetime | None:
    line = _LUNAR_NUMBERS.sub(" ", without_lunar_dates(line))
    worded, line = find_worded_dates(line)
    numbered, line = _dates_in_numbers(line, solar)
    clock, line = find_clock(line)
    dates = worded | numbered
    if len(dates) != 1 or any(char.isdigit() for char in line):
        return None
    return _moment(dates.pop(), clock or Clock(dt.time(), None), zone)


def _moment(date: dt.date, clock: Clock, zone: ZoneInfo) -> dt.datetime:
    # By way of UTC, for a midnight that the clocks skipped when summer time began.
    moment = dt.datetime.combine(date, clock.time, clock.zone or zone)
    return moment.astimezone(dt.UTC).astimezone(zone)


def _dates_in_numbers(line: str, solar: bool) -> tuple[set[dt.date], str]:
    american = _AMERICAN.search(line) is not None
    triples = [
        (int(found[1]), int(found[3]), int(found[4])) for found in _YEAR_FIRST.finditer(line)
    ]
    line = _YEAR_FIRST.sub(" ", line)
    for found in _YEAR_LAST.finditer(line):
        day, month = _day_and_month(int(found[1]), int(found[3]), american)
        triples.append((int(found[4]), month, day))
    dates = (_date(year, month, day, solar) for year, month, day in triples)
    return {date for date in dates if date}, _YEAR_LAST.sub(" ", line)


def _day_and_month(first: int, second: int, american: bool) -> tuple[int, int]:
    month_first = first <= 12 if american else second > 12
    return (second, first) if month_first else (first, second)


def _date(year: int, month: int, day: int, solar: bool) -> dt.date | None:
    """Return the date, or None for a year that is lunar if it is not solar."""
    if year in SOLAR_YEARS:
        return solar_date(year, month, day) if solar else None
    return gregorian_date(year, month, day)
