"""Reading times of day: 17:51, 5:51:43 PM, ۵:۵۱ ب.ظ, with a zone if one is printed."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

# All words below are folded. Whole patterns, since dots and spaces come and go in them.
_MORNING = r"a\.?m|صباحا|صبح|بامداد|فجرا|ق\.?\s?ظ|قبل\s?از\s?ظهر|قبل الظهر"
_AFTERNOON = r"p\.?m|مساء|عصرا?|ب\.?\s?ظ|بعد\s?از\s?ظهر|بعد الظهر"
_NOON = r"ظهرا?"
_NIGHT = r"ليلا|شب"
# One letter alone says nothing before a time, where م closes a year of our era.
_WORDS = rf"(?:{_MORNING}|{_AFTERNOON}|{_NOON}|{_NIGHT})(?!\w)"
_AFTER = rf"(?:{_MORNING}|{_AFTERNOON}|{_NOON}|{_NIGHT}|[صم])(?!\w)"

_CLOCK = re.compile(
    rf"(?:(?<!\w)(?P<before>{_WORDS})\.?\s*)?(?<![\d:.])t?(?P<hour>\d{{1,2}})"
    rf"(?:\s*:\s*(?P<minute>\d{{2}})(?:\s*:\s*(?P<second>\d{{2}})(?:[.,]\d+)?)?|(?=\s*{_AFTER}))"
    rf"(?![\d:])\s*(?P<after>{_AFTER})?\.?"
    r"(?:\s*(?:\(?(?:gmt|utc)\s*|(?=[+\-−]\d\d))"
    r"(?P<sign>[+\-−])\s*(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d))?"
)
_UNIVERSAL = re.compile(r"(?<!\w)(?:gmt|utc|[غج]رينتش)(?!\w)|(?<=[\d\s])z(?!\w)")


class Clock(NamedTuple):
    """A time of day, and the zone printed beside it or None."""

    time: dt.time
    zone: dt.timezone | None


def find_clock(line: str) -> tuple[Clock | None, str]:
    """Return the first time of day in a folded line, and the line without it.

    Raises ValueError for a time that does not exist (25:00, or 17:51 in the morning).
    """
    found = _CLOCK.search(line)
    if not found:
        return None, line
    part = found["after"] or found["before"]
    hour = _hour_of_day(int(found["hour"]), part) if part else int(found["hour"])
    time = dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return Clock(time, _zone(found, line)), rest


def _hour_of_day(hour: int, part: str) -> int:
    """Place an hour of the twelve-hour clock in its part of the day."""
    if hour > 12:
        return _late_hour(hour, part)
    if _is(part, _MORNING + "|ص"):
        return hour % 12
    if _is(part, _NOON):
        return hour + 12 if hour < 6 else hour
    if _is(part, _NIGHT):
        return hour % 12 + 12 if 6 <= hour < 12 else hour % 12
    return hour % 12 + 12


def _late_hour(hour: int, part: str) -> int:
    if _is(part, _MORNING + "|ص"):
        raise ValueError(f"There is no {hour} o'clock in the morning.")
    return hour


def _is(part: str, words: str) -> bool:
    return re.fullmatch(words, part) is not None


def _zone(found: re.Match[str], line: str) -> dt.timezone | None:
    if not found["sign"]:
        return dt.UTC if _UNIVERSAL.search(line) else None
    span = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return dt.timezone(span if found["sign"] == "+" else -span)
