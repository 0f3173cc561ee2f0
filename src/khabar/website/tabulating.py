"""Tabulating a month: the weeks of a calendar, each day with a link if it has stories."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.language.digits import in_digits
from khabar.language.editions import Edition
from khabar.stories.archiving import address_of
from khabar.website.finding import with_stories
from khabar.website.leafing import Leaf, days_in


@dataclass(frozen=True)
class Day:
    """A cell: the day of the month in the edition's digits, and its page if it has stories."""

    leaf: Leaf
    number: str
    has_stories: bool
    current: str
    """What `aria-current` says of it: page, date or nothing."""


@dataclass(frozen=True)
class Table:
    """A month: `weekdays` are short and full names in the order of the country's week."""

    title: str
    address: str
    weekdays: list[tuple[str, str]]
    weeks: list[list[Day | None]]


def table_of(leaf: Leaf) -> Table:
    """Return the table of the month in which a leaf lies, in one query."""
    days = days_in(leaf)
    cells = {
        day.first_day: _cell(day, has_stories, leaf)
        for day, has_stories in zip(days, with_stories(days), strict=True)
    }
    first = leaf.edition.locale.first_week_day
    weeks = leaf.month.weeks(first)
    month = days[0].around[-1]
    return Table(
        title=month.words,
        address=address_of(leaf.language, *month.parts),
        weekdays=weekdays(leaf.edition),
        weeks=[[cells[day] if day else None for day in week] for week in weeks],
    )


def weekdays(edition: Edition) -> list[tuple[str, str]]:
    """Return the short and the full name of each weekday, from the country's first on."""
    names, first = edition.locale.days["stand-alone"], edition.locale.first_week_day
    order = [(first + step) % 7 for step in range(7)]
    return [(names["narrow"][day], names["wide"][day]) for day in order]


def _cell(day: Leaf, has_stories: bool, shown: Leaf) -> Day:
    current = "page" if day == shown else "date" if day.is_present else ""
    number = in_digits(str(day.parts[2]), day.edition.digits)
    return Day(day, number, has_stories, current)
