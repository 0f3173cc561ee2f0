"""Calendars: dates, moments and numbers in the words of an edition."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import format_decimal

from .digits import in_digits
from .editions import Edition
from .lunar_hijri import UMM_AL_QURA, LunarMonths, era, month_name
from .solar_hijri import month_names, to_solar_hijri

A_DAY = dt.timedelta(days=1)

_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)

_ARABIC_COMMA = frozenset({"ar", "ckb", "fa", "ps", "ur"})

# CLDR has these words, but Babel does not carry them.
_NOW = {"ar": "الآن", "ckb": "ئێستا", "en": "now", "fa": "اکنون", "he": "עכשיו", "ur": "ابھی"}


def date_in_words(
    moment_or_date: dt.datetime | dt.date, edition: Edition, *, weekday: bool = False
) -> str:
    """Return a date such as 19 كانون الثاني 2021, with its weekday before it if asked.

    A datetime is first taken to the edition's time zone; a plain date is written as it is.
    Raises ValueError for a datetime without a time zone.
    """
    date = _day_of(moment_or_date, edition)
    words = _WRITERS[edition.calendar](date, edition, weekday)
    return in_digits(words, edition.digits)


def second_date_in_words(
    moment_or_date: dt.datetime | dt.date, edition: Edition, months: LunarMonths = UMM_AL_QURA
) -> str | None:
    """Return the date in the edition's second calendar, such as 13 ربيع الأول 1443 هـ.

    None where the edition has none, and outside the years 1343 to 1500 of the Hijri calendar.
    ``months`` are those of the edition's country. Raises ValueError for a datetime without a zone.
    """
    date = _day_of(moment_or_date, edition)
    if edition.second_calendar == "none":
        return None
    if edition.second_calendar == "hijri":
        words = _lunar_words(date, edition, months)
    else:
        words = _WRITERS[edition.second_calendar](date, edition, False)
    return words and in_digits(words, edition.digits)


def moment_in_words(moment: dt.datetime, edition: Edition, beside: str | None = None) -> str:
    """Return date and 24-hour time in the edition's zone: 19 أكتوبر 2021، 17:51.

    ``beside`` is a second date; it stands in brackets after the first. Raises ValueError for a
    datetime without a time zone.
    """
    local = _aware(moment).astimezone(edition.time_zone)
    comma = "، " if edition.primary_language in _ARABIC_COMMA else ", "
    time = in_digits(f"{local:%H:%M}", edition.digits)
    second = f" ({beside})" if beside else ""
    return f"{date_in_words(local, edition)}{second}{comma}{time}"


def month_in_words(year: int, month: int, edition: Edition) -> str:
    """Return a month of the edition's calendar with its year: أكتوبر 2021, مهر ۱۴۰۰."""
    if edition.calendar == "jalali":
        words = f"{month_names(edition.country)[month - 1]} {year}"
    elif _is_double(edition):
        words = f"{_double_month(dt.date(year, month, 1))} {year}"
    else:
        words = format_skeleton("yMMMM", dt.date(year, month, 1), locale=edition.locale)
    return in_digits(words, edition.digits)


def relative(
    moment: dt.datetime, now: dt.datetime, edition: Edition, *, within: dt.timedelta = A_DAY
) -> str | None:
    """Return how long ago ``moment`` was, such as قبل دقيقتين; None when older than ``within``.

    A moment less than a minute away, before or after, is now: clocks differ. A later one is
    None: write its date. Minutes are told up to two hours, hours up to two days; what has not
    passed in full is not counted. Raises ValueError for a datetime without a time zone.
    """
    elapsed = _aware(now) - _aware(moment)
    if elapsed <= -_MINUTE or elapsed > within:
        return None
    if elapsed < _MINUTE:
        return _NOW.get(edition.primary_language)
    words = format_timedelta(
        -_whole(elapsed), "minute", threshold=2, add_direction=True, locale=edition.locale
    )
    return in_digits(words, edition.digits)


def format_number(n: float | Decimal, edition: Edition) -> str:
    """Return ``n`` grouped by thousands with the separators and digits of the edition."""
    words = format_decimal(n, locale=edition.locale, numbering_system=edition.digits)
    return in_digits(words, edition.digits)


def _aware(moment: dt.datetime) -> dt.datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"The moment {moment.isoformat()} has no time zone; give it one.")
    return moment


def _day_of(moment_or_date: dt.datetime | dt.date, edition: Edition) -> dt.date:
    if isinstance(moment_or_date, dt.datetime):
        return _aware(moment_or_date).astimezone(edition.time_zone).date()
    return moment_or_date


def _gregorian_words(date: dt.date, edition: Edition, weekday: bool) -> str:
    if not _is_double(edition):
        return format_date(date, "full" if weekday else "long", edition.locale)
    words = f"{date.day} {_double_month(date)} {date.year}"
    return f"{format_date(date, 'EEEE', edition.locale)}، {words}" if weekday else words


def _solar_words(date: dt.date, edition: Edition, weekday: bool) -> str:
    year, month, day = to_solar_hijri(date)
    words = f"{day} {month_names(edition.country)[month - 1]} {year}"
    return f"{format_date(date, 'EEEE', edition.locale)} {words}" if weekday else words


def _lunar_words(date: dt.date, edition: Edition, months: LunarMonths) -> str | None:
    if not (found := months.date_of(date)):
        return None
    (year, month, day), language = found, edition.primary_language
    return f"{day} {month_name(month, language)} {year} {era(language)}"


_WRITERS = {"gregorian": _gregorian_words, "jalali": _solar_words}


def _is_double(edition: Edition) -> bool:
    return edition.month_style == "double" and edition.primary_language == "ar"


def _double_month(date: dt.date) -> str:
    levant, egypt = (format_date(date, "MMMM", Locale("ar", country)) for country in ("SY", "EG"))
    return levant if levant == egypt else f"{levant}/{egypt}"


def _whole(elapsed: dt.timedelta) -> dt.timedelta:
    """Drop the part of a unit that has not passed: Babel would round it up."""
    unit = _MINUTE if elapsed < 2 * _HOUR else _HOUR if elapsed < 2 * A_DAY else A_DAY
    return elapsed // unit * unit
