"""Months and years of both calendars.

`golden/first_of_farvardin.txt` was written once by ICU 78 through Node 20,
`Intl.DateTimeFormat("en-u-ca-persian")`: each 1 Farvardin from 1300 to 1500.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language.editions import Calendar
from khabar.language.reckoning import Month, day_of, month_of, months_of, parts_of

pytestmark = pytest.mark.once

GOLDEN = Path(__file__).parent / "golden/first_of_farvardin.txt"
NEW_YEARS = [
    (int(year), dt.date.fromisoformat(day))
    for year, day in (line.split() for line in GOLDEN.read_text().splitlines())
]
CALENDARS: st.SearchStrategy[Calendar] = st.sampled_from(["gregorian", "jalali"])
DATES = st.dates(dt.date(1925, 1, 1), dt.date(2100, 1, 1))


def test_each_year_begins_on_the_first_of_farvardin() -> None:
    assert [year for year, _day in NEW_YEARS] == list(range(1300, 1501))
    for year, day in NEW_YEARS:
        assert day_of("jalali", year, 1, 1) == day, year
        assert parts_of(day, "jalali") == (year, 1, 1), year


def test_leap_years_have_a_30th_of_esfand_and_others_have_none() -> None:
    leap = {year for (year, day), (_next, end) in pairwise(NEW_YEARS) if (end - day).days == 366}
    assert len(leap) == 49 and {1370, 1375, 1379, 1399, 1403, 1408} <= leap
    for year in range(1300, 1500):
        if year in leap:
            assert day_of("jalali", year, 12, 30)
        else:
            with pytest.raises(ValueError, match="day"):
                day_of("jalali", year, 12, 30)


@given(DATES, CALENDARS)
def test_a_day_survives_the_way_there_and_back(date: dt.date, calendar: Calendar) -> None:
    assert day_of(calendar, *parts_of(date, calendar)) == date
    assert date in month_of(date, calendar).days


@given(DATES, CALENDARS, st.integers(0, 6))
def test_weeks_hold_every_day_once_under_its_weekday(
    date: dt.date, calendar: Calendar, first: int
) -> None:
    month = month_of(date, calendar)
    weeks = month.weeks(first)
    assert [day for week in weeks for day in week if day] == month.days
    assert {len(week) for week in weeks} == {7}
    for week in weeks:
        assert any(week)
        for place, day in enumerate(week):
            assert day is None or day.weekday() == (first + place) % 7


def test_a_year_has_twelve_months_that_follow_one_another() -> None:
    months = months_of(1400, "jalali")
    assert [len(month.days) for month in months] == [31] * 6 + [30] * 5 + [29]
    assert all(month.following == after for month, after in pairwise(months))
    assert months[-1].following == Month("jalali", 1401, 1)
