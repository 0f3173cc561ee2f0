"""Reading what somebody wrote into the search field.

| Written | Asked for |
|---|---|
| `وزير الخارجية` | every word |
| `"مكافحة الإرهاب"`, `«…»` | the phrase, word for word |
| `-تعيين`, `-"…"` | stories without it |
| `section:politics`, `قسم:سياسة`, `بخش:سیاست` | stories of a section, by its name or address |
| `by:…`, `بقلم:…`, `نویسنده:…` | what somebody wrote |
| `topic:…`, `موضوع:…` | what is about something |
| `after:2021`, `بعد:2021-10`, `پس‌از:۱۴۰۰-۰۷-۲۷` | published on that day or later |
| `before:…`, `قبل:…`, `پیش‌از:…` | published before that day |

A value of several words stands in quotation marks. Words are read leniently: what isn't one of
these is a word that is looked for.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from khabar.language.digits import to_ascii
from khabar.language.editions import Calendar
from khabar.language.folding import fold
from khabar.language.reckoning import day_of

MOST_PARTS: Final = 16
"""How many words, phrases and wishes of a query are read."""

_NAMES: Final = {
    "section": ("section", "قسم", "بخش"),
    "by": ("by", "بقلم", "كاتب", "نویسنده", "به‌قلم"),
    "topic": ("topic", "موضوع"),
    "after": ("after", "بعد", "منذ", "پس‌از", "از"),
    "before": ("before", "قبل", "حتى", "پیش‌از", "تا"),
}
_WISHES: Final = {fold(name): wish for wish, names in _NAMES.items() for name in names}
_KEYS: Final = "|".join(re.escape(name) for names in _NAMES.values() for name in names)
_QUOTED: Final = r'"[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”]'
_PART: Final = re.compile(
    rf"(?P<wish>{_KEYS}):(?P<value>{_QUOTED}|\S+)|(?P<without>(?<!\S)[-−–])?"
    rf"(?:(?P<phrase>{_QUOTED})|(?P<word>\S+))",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")
SOLAR_YEARS: Final = range(1300, 1500)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a query says, as it was written; `strange` are dates that can't be read."""

    words: str = ""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    after: dt.date | None = None
    before: dt.date | None = None
    strange: tuple[str, ...] = ()


def parse(query: str) -> Wanted:
    """Return what `query` says. Never fails: what is no wish is a word."""
    words: list[str] = []
    lists: dict[str, list[str]] = {
        name: [] for name in ("phrases", "without", "section", "by", "topic", "strange")
    }
    days: dict[str, dt.date] = {}
    for part in list(_PART.finditer(query))[:MOST_PARTS]:
        if wish := _WISHES.get(fold(part["wish"] or "")):
            _note_wish(wish, unquoted(part["value"]), lists, days)
        elif part["without"]:
            lists["without"].append(unquoted(part["phrase"] or part["word"]))
        elif part["phrase"]:
            lists["phrases"].append(unquoted(part["phrase"]))
        else:
            words.append(part["word"])
    return Wanted(
        words=" ".join(words),
        phrases=_each_once(lists["phrases"]),
        without=_each_once(lists["without"]),
        sections=_each_once(lists["section"]),
        by=_each_once(lists["by"]),
        topics=_each_once(lists["topic"]),
        after=days.get("after"),
        before=days.get("before"),
        strange=_each_once(lists["strange"]),
    )


def _note_wish(
    wish: str, value: str, lists: dict[str, list[str]], days: dict[str, dt.date]
) -> None:
    if wish not in ("after", "before"):
        lists[wish].append(value)
    elif day := read_day(value):
        days[wish] = day
    else:
        lists["strange"].append(value)


def read_day(text: str) -> dt.date | None:
    """Return the first day of a year, month or day such as 2021, 2021-10 or ۱۴۰۰/۷/۲۷, or None.

    Years from 1300 to 1499 are Solar Hijri: no story is older than 1900.
    """
    found = _DATE.fullmatch(to_ascii(text.strip()))
    if not found:
        return None
    year, month, day = (int(number) if number else 1 for number in found.groups())
    calendar: Calendar = "jalali" if year in SOLAR_YEARS else "gregorian"
    try:
        return day_of(calendar, year, month, day)
    except (ValueError, OverflowError):
        return None


def unquoted(text: str) -> str:
    """Return `text` without the quotation marks around it."""
    return text.strip('"«»“”„').strip()


def _each_once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
