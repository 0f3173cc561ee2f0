"""The Solar Hijri calendar of Iran and Afghanistan."""

from __future__ import annotations

import datetime as dt

import jdatetime  # type: ignore[import-untyped]

_IRANIAN: tuple[str, ...] = tuple(jdatetime.date.j_months_fa)
_AFGHAN = ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله",
           "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت")  # fmt: skip


def month_names(country: str = "") -> tuple[str, ...]:
    """The twelve months from Farvardin on; for AF (Afghanistan) from Hamal on."""
    return _AFGHAN if country.upper() == "AF" else _IRANIAN


def to_solar_hijri(date: dt.date) -> tuple[int, int, int]:
    """Return year, month (1 to 12) and day of a Gregorian date."""
    solar = jdatetime.date.fromgregorian(year=date.year, month=date.month, day=date.day)
    return solar.year, solar.month, solar.day


def from_solar_hijri(year: int, month: int, day: int) -> dt.date:
    """Return the Gregorian date. Raises ValueError if there is no such day (31 Mehr)."""
    gregorian: dt.date = jdatetime.date(year, month, day).togregorian()
    return gregorian
