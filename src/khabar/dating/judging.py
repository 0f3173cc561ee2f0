"""Judging whether a lunar month can begin on the day that was entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khabar.dating.writing import desk_day, desk_month
from khabar.language.lunar_hijri import (
    LENGTHS,
    LunarMonths,
    MonthOfYear,
    first_day_computed,
    month_beside,
)

MOST_DAYS_FROM_COMPUTED = 2


class Entry(Protocol):
    """What is judged."""

    first_day: dt.date

    @property
    def month_of_year(self) -> MonthOfYear: ...


def judge(entry: Entry, announced: Mapping[MonthOfYear, dt.date]) -> None:
    """Raise ValidationError where `entry` can't be right beside what was `announced` before it."""
    _near_the_computed_day(entry)
    _after_a_whole_month(entry, announced)
    _a_whole_month_itself(entry, announced)


def _near_the_computed_day(entry: Entry) -> None:
    computed = first_day_computed(entry.month_of_year)
    if computed is None:
        raise ValidationError({"year": _("Give a Hijri year from 1343 to 1500.")})
    if abs((entry.first_day - computed).days) > MOST_DAYS_FROM_COMPUTED:
        _refuse(
            _(
                "By Umm al-Qura %(month)s begins on %(day)s, and no announcement differs from it"
                " by more than two days. Check the year, the month and the day."
            ),
            month=desk_month(entry.month_of_year),
            day=desk_day(computed),
        )


def _after_a_whole_month(entry: Entry, announced: Mapping[MonthOfYear, dt.date]) -> None:
    before = month_beside(entry.month_of_year, -1)
    begin = LunarMonths(announced).first_day(before)
    if begin and (days := (entry.first_day - begin).days) not in LENGTHS:
        _refuse(
            _(
                "%(month)s, which begins on %(day)s, would have %(days)s days; a month has 29 or"
                " 30. Check the day, or enter first when %(month)s began."
            ),
            month=desk_month(before),
            day=desk_day(begin),
            days=days,
        )


def _a_whole_month_itself(entry: Entry, announced: Mapping[MonthOfYear, dt.date]) -> None:
    after = month_beside(entry.month_of_year, 1)
    end = announced.get(after)
    if end and (days := (end - entry.first_day).days) not in LENGTHS:
        _refuse(
            _(
                "%(month)s was entered to begin on %(day)s, so this month would have %(days)s"
                " days; a month has 29 or 30. Check the day, or correct %(month)s first."
            ),
            month=desk_month(after),
            day=desk_day(end),
            days=days,
        )


def _refuse(message: Any, **words: Any) -> None:
    raise ValidationError({"first_day": ValidationError(message, params=words)})
