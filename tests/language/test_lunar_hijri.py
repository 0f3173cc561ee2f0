"""Umm al-Qura against published dates, and months that a country announced otherwise.

`golden/umm_al_qura.txt` was written once by ICU 78 through Node 20,
`Intl.DateTimeFormat("en-u-ca-islamic-umalqura")`: the first day of every month from 1420 to 1450.
Before 1420 ICU follows another rule than the calendar that was printed, so that part isn't in it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language.lunar_hijri import (
    UMM_AL_QURA,
    LunarMonths,
    first_day_computed,
    month_beside,
)

pytestmark = pytest.mark.once

GOLDEN = Path(__file__).parent / "golden/umm_al_qura.txt"

# Each 1 Muharram from R. H. van Gent's table of the Umm al-Qura calendar. The first one is also
# the day on which the Great Mosque of Mecca was seized.
NEW_YEARS = {
    1400: "1979-11-20", 1420: "1999-04-17", 1421: "2000-04-06", 1422: "2001-03-26",
    1423: "2002-03-15", 1424: "2003-03-04", 1425: "2004-02-21", 1426: "2005-02-10",
    1427: "2006-01-31", 1428: "2007-01-20", 1429: "2008-01-10", 1430: "2008-12-29",
    1431: "2009-12-18", 1432: "2010-12-07", 1433: "2011-11-26", 1434: "2012-11-15",
    1435: "2013-11-04", 1436: "2014-10-25", 1437: "2015-10-14", 1438: "2016-10-02",
    1439: "2017-09-21", 1440: "2018-09-11", 1441: "2019-08-31", 1442: "2020-08-20",
    1443: "2021-08-09", 1444: "2022-07-30", 1445: "2023-07-19", 1446: "2024-07-07",
    1447: "2025-06-26", 1448: "2026-06-16",
}  # fmt: skip

A_DAY = dt.timedelta(days=1)
RAMADAN = (1443, 9)  # by Umm al-Qura from 2022-04-02; Sha'ban has 29 days, Ramadan 30


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_a_year_begins_as_published(year: int, day: str) -> None:
    assert UMM_AL_QURA.date_of(dt.date.fromisoformat(day)) == (year, 1, 1)


def test_every_month_from_1420_to_1450_begins_as_icu_says() -> None:
    lines = [line.split() for line in GOLDEN.read_text().splitlines()]
    assert len(lines) == 31 * 12
    for month, day in lines:
        year, number = map(int, month.split("-"))
        assert UMM_AL_QURA.date_of(dt.date.fromisoformat(day)) == (year, number, 1), month


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("2021-10-19", (1443, 3, 13)),
        ("1924-08-01", (1343, 1, 1)),
        ("2077-11-16", (1500, 12, 30)),
        ("1924-07-31", None),
        ("2077-11-17", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
    ],
)
def test_the_calendar_reaches_from_1343_to_1500(day: str, date: tuple[int, int, int]) -> None:
    assert UMM_AL_QURA.date_of(dt.date.fromisoformat(day)) == date
    announced = LunarMonths({RAMADAN: dt.date(2022, 4, 3)})
    assert announced.date_of(dt.date.fromisoformat(day)) == date


def test_a_month_that_was_announced_a_day_later_lengthens_the_one_before() -> None:
    months = LunarMonths({RAMADAN: dt.date(2022, 4, 3)})
    assert months.date_of(dt.date(2022, 4, 2)) == (1443, 8, 30)
    assert months.date_of(dt.date(2022, 4, 3)) == (1443, 9, 1)
    assert months.date_of(dt.date(2022, 5, 1)) == (1443, 9, 29)
    assert months.date_of(dt.date(2022, 5, 2)) == (1443, 10, 1)


def test_computed_months_after_a_late_one_give_way_until_they_meet_again() -> None:
    # Sha'ban 1443 has 29 days by Umm al-Qura, so one that begins late moves Ramadan as well.
    shaban, ramadan = first_day_computed((1443, 8)), first_day_computed(RAMADAN)
    assert shaban and ramadan and (ramadan - shaban).days == 29
    months = LunarMonths({(1443, 8): shaban + A_DAY})
    assert months.first_day(RAMADAN) == ramadan + A_DAY
    assert months.first_day((1443, 10)) == first_day_computed((1443, 10))


@given(
    st.integers(1344 * 12, 1498 * 12),
    st.integers(-2, 2),
    st.integers(0, 14),
)
def test_whatever_is_announced_the_months_after_it_are_whole(
    count: int, moved: int, later: int
) -> None:
    month = (count // 12, count % 12 + 1)
    computed = first_day_computed(month)
    assert computed
    months = LunarMonths({month: computed + dt.timedelta(days=moved)})
    this, following = month_beside(month, later), month_beside(month, later + 1)
    begin, end = months.first_day(this), months.first_day(following)
    assert begin and end and (end - begin).days in (29, 30)
    assert months.date_of(begin) == (*this, 1)
    assert months.date_of(end - A_DAY) == (*this, (end - begin).days)


@given(st.dates(dt.date(1924, 8, 1), dt.date(2077, 11, 15)))
def test_each_day_is_followed_by_the_next(day: dt.date) -> None:
    this, following = UMM_AL_QURA.date_of(day), UMM_AL_QURA.date_of(day + A_DAY)
    assert this and following
    if following[2] == 1:
        assert this[2] in (29, 30) and following[:2] == month_beside(this[:2], 1)
    else:
        assert following == (*this[:2], this[2] + 1)
