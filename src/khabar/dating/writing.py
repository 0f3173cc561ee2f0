"""Writing dates at the desk, in its own language."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from khabar.language.calendars import date_in_words, moment_in_words, relative
from khabar.language.digits import in_digits
from khabar.language.editions import Edition
from khabar.language.lunar_hijri import MonthOfYear, month_name


def desk_edition() -> Edition:
    """Return the edition whose dates and digits the desk uses in its present language."""
    editions: dict[str, Edition] = settings.EDITIONS
    return editions.get(get_language() or "", editions[settings.LANGUAGE_CODE])


def desk_day(day: dt.date) -> str:
    """Write a day with its weekday."""
    return date_in_words(day, desk_edition(), weekday=True)


def desk_month(month: MonthOfYear) -> str:
    """Write a Hijri month with its year, such as رمضان 1447."""
    edition = desk_edition()
    name = month_name(month[1], edition.primary_language)
    return f"{name} {in_digits(str(month[0]), edition.digits)}"


def desk_moment(moment: dt.datetime) -> str:
    """Write a moment with its date and time."""
    return moment_in_words(moment, desk_edition())


def desk_age(moment: dt.datetime) -> str:
    """Write how long ago a moment of the last day was, and the date and time of any other."""
    edition = desk_edition()
    return relative(moment, timezone.now(), edition) or moment_in_words(moment, edition)
