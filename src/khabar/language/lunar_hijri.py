"""The lunar Hijri calendar: Umm al-Qura, and the months that a country announced otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from hijridate import Gregorian, Hijri

MonthOfYear = tuple[int, int]
"""A year and a month of it, from 1 (Muharram) to 12."""

FIRST_YEAR, LAST_YEAR = 1343, 1500
LENGTHS = (29, 30)

# An announced month that differs moves the computed ones after it, until they meet again: a month
# of 30 days makes up a day. No run of shorter ones is longer than this.
_MEETS_AGAIN_WITHIN = 12

_PERSIAN = (
    "محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی", "رجب", "شعبان",
    "رمضان", "شوال", "ذیقعده", "ذیحجه",
)  # fmt: skip
_ERAS = {"ar": "هـ", "fa": "ه‍.ق", "en": "AH"}


@dataclass(frozen=True)
class LunarMonths:
    """The months of one country: as it announced them, and Umm al-Qura where it announced none.

    `announced` gives the first day of months, e.g. `{(1443, 9): date(2022, 4, 3)}`. The computed
    months after one that differs give way, so that none has fewer than 29 days or more than 30.
    """

    announced: Mapping[MonthOfYear, dt.date] = field(default_factory=dict)

    def first_day(self, month: MonthOfYear) -> dt.date | None:
        """Return the day on which a month begins, or None outside the years 1343 to 1500."""
        for passed in range(_MEETS_AGAIN_WITHIN + 1):
            earlier = month_beside(month, -passed)
            if earlier in self.announced:
                return self._first_day_after(earlier, passed)
        return first_day_computed(month)

    def _first_day_after(self, announced: MonthOfYear, passed: int) -> dt.date | None:
        begin = self.announced[announced]
        for step in range(1, passed + 1):
            computed = first_day_computed(month_beside(announced, step))
            if computed is None:
                return None
            shortest, longest = (begin + dt.timedelta(days=days) for days in LENGTHS)
            begin = min(max(computed, shortest), longest)
        return begin

    def date_of(self, date: dt.date) -> tuple[int, int, int] | None:
        """Return year, month and day of a Gregorian date, or None outside the years 1343 to 1500.

        The day of Gregorian dates is counted from midnight, as newspapers do.
        """
        try:
            computed = Gregorian.fromdate(date).to_hijri()
        except OverflowError:
            return None
        for step in (1, 0, -1):
            month = month_beside((computed.year, computed.month), step)
            begin = self.first_day(month)
            if begin and begin <= date:
                return *month, (date - begin).days + 1
        return None


UMM_AL_QURA = LunarMonths()


def first_day_computed(month: MonthOfYear) -> dt.date | None:
    """Return the day on which a month begins by Umm al-Qura, or None outside 1343 to 1500."""
    if not FIRST_YEAR <= month[0] <= LAST_YEAR:
        return None
    return dt.date(*Hijri(*month, 1).to_gregorian().datetuple())


def month_beside(month: MonthOfYear, step: int) -> MonthOfYear:
    """Return the month that comes so many months later, or earlier where `step` is negative."""
    count = month[0] * 12 + month[1] - 1 + step
    return count // 12, count % 12 + 1


def month_name(number: int, language: str) -> str:
    """Return the name of a month from 1 to 12 in Arabic, Persian or English."""
    if language == "fa":
        return _PERSIAN[number - 1]
    return Hijri(1443, number, 1).month_name("ar" if language == "ar" else "en")


def era(language: str) -> str:
    """Return what follows a Hijri year, such as هـ."""
    return _ERAS.get(language, _ERAS["en"])
