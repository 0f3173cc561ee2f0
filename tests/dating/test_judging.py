"""Which days a country can announce."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from khabar.dating.models import AnnouncedMonth
from khabar.language.lunar_hijri import MonthOfYear, first_day_computed

pytestmark = pytest.mark.django_db
RAMADAN, SHAWWAL = (1446, 9), (1446, 10)
# By Umm al-Qura: Sha'ban from 31 January 2025, Ramadan from 1 March, each with 29 days; Shawwal
# from 30 March with 30.


def entry(month: MonthOfYear, day: str, country: str = "EG") -> AnnouncedMonth:
    first_day = dt.date.fromisoformat(day)
    return AnnouncedMonth(country=country, year=month[0], month=month[1], first_day=first_day)


def complaint(month: MonthOfYear, day: str, country: str = "EG") -> str:
    """Return what is said against a day, or nothing where it can be announced."""
    with translation.override("en"):
        try:
            entry(month, day, country).full_clean()
        except ValidationError as error:
            return " ".join(error.messages)
    return ""


def enter(month: MonthOfYear, day: str, country: str = "EG") -> None:
    given = entry(month, day, country)
    given.full_clean()
    given.save()


@pytest.mark.parametrize("day", ["2025-03-01", "2025-03-02"])
def test_the_computed_day_and_the_next_can_be_announced(day: str) -> None:
    assert complaint(RAMADAN, day) == ""


@pytest.mark.parametrize("day", ["2025-02-26", "2025-03-04", "2024-03-11", "2026-03-01"])
def test_more_than_two_days_from_the_computed_day_is_refused(day: str) -> None:
    said = complaint(RAMADAN, day)
    assert "Ramadan 1446 begins on Saturday, 1 March 2025" in said
    assert "Check the year, the month and the day" in said


@pytest.mark.parametrize(("day", "days"), [("2025-02-28", 28), ("2025-03-03", 31)])
def test_the_month_before_must_stay_whole(day: str, days: int) -> None:
    said = complaint(RAMADAN, day)
    assert f"Sha'ban 1446, which begins on Friday, 31 January 2025, would have {days} days" in said


def test_what_was_entered_for_the_month_before_counts() -> None:
    enter(RAMADAN, "2025-03-02")
    assert "would have 28 days" in complaint(SHAWWAL, "2025-03-30")
    assert complaint(SHAWWAL, "2025-03-31") == complaint(SHAWWAL, "2025-04-01") == ""


def test_what_was_entered_for_the_month_after_counts() -> None:
    enter(SHAWWAL, "2025-03-30")
    assert complaint(RAMADAN, "2025-03-01") == ""
    assert "so this month would have 28 days" in complaint(RAMADAN, "2025-03-02")


def test_each_country_is_judged_by_its_own_months() -> None:
    enter(RAMADAN, "2025-03-02", country="IR")
    assert "would have 31 days" in complaint(SHAWWAL, "2025-04-01", country="EG")
    assert complaint(SHAWWAL, "2025-04-01", country="IR") == ""


def test_a_correction_is_entered_as_a_new_row() -> None:
    enter(RAMADAN, "2025-03-02")
    enter(RAMADAN, "2025-03-01")
    assert AnnouncedMonth.objects.count() == 2


@pytest.mark.parametrize("month", [(1342, 1), (1501, 1), (1443, 0), (1443, 13)])
def test_a_month_that_is_in_no_year_is_refused(month: MonthOfYear) -> None:
    assert complaint(month, "2022-04-02")


def test_missing_parts_are_named_and_nothing_fails() -> None:
    with pytest.raises(ValidationError) as refused:
        AnnouncedMonth(country="EG").full_clean()
    assert {"year", "month", "first_day"} <= set(refused.value.message_dict)


def test_the_first_month_of_the_tables_can_be_announced() -> None:
    day = first_day_computed((1343, 1))
    assert day and complaint((1343, 1), day.isoformat()) == ""
