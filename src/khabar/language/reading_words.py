"""Reading dates in words: 19 أكتوبر 2021, أكتوبر 19, 2021 and ۲۷ مهر ۱۴۰۰."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from .month_names import gregorian_months, lunar_months, solar_months
from .solar_hijri import from_solar_hijri

GREGORIAN_YEARS = range(1900, 2101)
SOLAR_YEARS = range(1300, 1500)

OUR_ERA = r"(?:\s*(?:م|ميلاديه?)(?!\w))?"
LUNAR_MARK = r"\s*(?:ه|هجريه?)(?!\w)(?!\s*\.?\s*ش)"
_GAP = r"[\s,،.\-–/]*"


def gregorian_date(year: int, month: int, day: int) -> dt.date:
    """Return the date. Raises ValueError if there is none, or not between 1900 and 2100."""
    if year not in GREGORIAN_YEARS:
        raise ValueError(f"No page printed in {year} is to be read.")
    return dt.date(year, month, day)


def solar_date(year: int, month: int, day: int) -> dt.date:
    """Return the date. Raises ValueError if there is none, or not between 1300 and 1499."""
    if year not in SOLAR_YEARS:
        raise ValueError(f"{year} is no Solar Hijri year of our time.")
    return from_solar_hijri(year, month, day)


def find_worded_dates(line: str) -> tuple[set[dt.date], str]:
    """Return the dates of a folded line that print their month, and the line without them.

    Raises ValueError for a day that does not exist, or two months that are not one.
    """
    dates = set()
    for months, make in ((gregorian_months(), gregorian_date), (solar_months(), solar_date)):
        for pattern in _word_patterns(tuple(months)):
            dates |= {_worded_date(found, months, make) for found in pattern.finditer(line)}
            line = pattern.sub(" ", line)
    return dates, line


def without_lunar_dates(line: str) -> str:
    """Return a folded line without the lunar Hijri dates that print their month."""
    return _lunar_pattern().sub(" ", line)


def _worded_date(
    found: re.Match[str], months: dict[str, int], make: Callable[[int, int, int], dt.date]
) -> dt.date:
    month = months[found["month"]]
    if found["twin"] and months[found["twin"]] != month:
        raise ValueError(f"{found['month']} and {found['twin']} are two months.")
    return make(int(found["year"]), month, int(found["day"]))


@cache
def _word_patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Day, month, year in the three orders that pages print."""
    name = _any_of(names)
    twin = rf"(?:\s*[/(|\\\-–]\s*(?P<twin>{name})\s*\)?)?"
    month = rf"(?P<month>{name}){twin}(?:\s*ماه)?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})(?!\d)"
    orders = (
        rf"(?<![\d:]){day}{_GAP}{month}{_GAP}{year}{OUR_ERA}",
        rf"(?<!\d){year}{_GAP}{month}{_GAP}{day}(?![\d:])",
        rf"(?<!\w){month}{_GAP}{day}{_GAP}{year}{OUR_ERA}",
    )
    return tuple(re.compile(order) for order in orders)


def _any_of(names: tuple[str, ...]) -> str:
    """Longest first, or the first word of كانون الثاني would hide the second."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _lunar_pattern() -> re.Pattern[str]:
    months = _any_of(lunar_months())
    return re.compile(rf"(?<!\d)\d{{1,2}}{_GAP}(?:{months}){_GAP}\d{{4}}(?!\d)(?:{LUNAR_MARK})?")
