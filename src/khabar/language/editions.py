"""Editions: how one language of a newsroom writes its dates and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from .digits import DigitSystem
from .direction import Direction, direction_of

Calendar = Literal["gregorian", "jalali"]
SecondCalendar = Literal["none", "hijri", "jalali", "gregorian"]
MonthStyle = Literal["country", "double"]
WITH_LUNAR_MONTHS = ("ar", "fa", "en")


@dataclass(frozen=True)
class Edition:
    """The habits of one edition: a value, passed to whatever writes a date or a number.

    ``language`` is a code such as ar or fa; ``country`` two letters (EG, IQ, MA) or "", and
    it chooses the month names; ``month_style`` "double" writes كانون الثاني/يناير in Arabic.
    ``second_calendar`` gives the date that stands beside the first one in a few places.
    Raises ValueError for a language, calendar, digits or month style that cannot be written.
    """

    language: str
    title: str
    country: str
    time_zone: ZoneInfo
    calendar: Calendar
    digits: DigitSystem
    month_style: MonthStyle = "country"
    second_calendar: SecondCalendar = "none"

    def __post_init__(self) -> None:
        _require("calendar", self.calendar, get_args(Calendar))
        _require("digits", self.digits, get_args(DigitSystem))
        _require("month_style", self.month_style, get_args(MonthStyle))
        _require("second_calendar", self.second_calendar, get_args(SecondCalendar))
        self._check_calendars()
        _locale_of(self.primary_language, self.country)

    def _check_calendars(self) -> None:
        if "jalali" in (self.calendar, self.second_calendar) and self.primary_language != "fa":
            raise ValueError(
                "The Solar Hijri calendar is written for Persian (fa) only;"
                f" give the edition {self.language!r} the gregorian calendar."
            )
        if self.second_calendar == "hijri" and self.primary_language not in WITH_LUNAR_MONTHS:
            raise ValueError(
                "Hijri months are written in Arabic, Persian and English (ar, fa, en);"
                f" give the edition {self.language!r} the second calendar none."
            )
        if self.second_calendar == self.calendar:
            raise ValueError(
                f"The edition {self.language!r} has the calendar {self.calendar} already;"
                " give it another second calendar, or none."
            )

    @property
    def primary_language(self) -> str:
        """The language without its country or script: ar for ar-EG."""
        return self.language.replace("_", "-").split("-")[0].lower()

    @property
    def direction(self) -> Direction:
        """Which way the edition runs: "rtl" or "ltr"."""
        return direction_of(self.language)

    @property
    def locale(self) -> Locale:
        """Babel's locale, such as ar_EG; the language's own where CLDR lacks the country."""
        return _locale_of(self.primary_language, self.country)


def _require(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"An edition's {name} is {' or '.join(allowed)}; not {value!r}.")


@cache
def _locale_of(language: str, country: str) -> Locale:
    # 001 is CLDR's world: day before month for an English page outside America.
    for territory in (country.upper(), "001", ""):
        try:
            return Locale(language, territory or None)
        except UnknownLocaleError:
            continue
    raise ValueError(f"No dates or numbers are known for the language {language!r}.")
