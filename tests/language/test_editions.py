"""Editions: habits of writing, refused when they make no sense."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from zoneinfo import ZoneInfo

import pytest

from khabar.language import Edition

pytestmark = pytest.mark.once

CAIRO = Edition("ar", "خبر", "EG", ZoneInfo("Africa/Cairo"), "gregorian", "latn")


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        ("ar", "EG", "ar_EG"),
        ("ar", "eg", "ar_EG"),
        ("ar-SY", "SY", "ar_SY"),
        ("fa", "IR", "fa_IR"),
        ("fa", "", "fa"),
        ("ar", "GB", "ar_001"),  # an Arabic paper in London
        ("en", "IR", "en_001"),
        ("en", "US", "en_US"),
    ],
)
def test_its_locale_is_the_nearest_that_is_known(language: str, country: str, locale: str) -> None:
    assert str(replace(CAIRO, language=language, country=country).locale) == locale


def test_its_direction_is_that_of_its_language() -> None:
    assert CAIRO.direction == "rtl"
    assert replace(CAIRO, language="en").direction == "ltr"


def test_it_cannot_change_and_equal_habits_are_equal() -> None:
    assert CAIRO == replace(CAIRO)
    assert len({CAIRO, replace(CAIRO)}) == 1
    with pytest.raises(FrozenInstanceError):
        CAIRO.title = "أخبار"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("habit", "sentence"),
    [
        ({"calendar": "lunar"}, "calendar is gregorian or jalali; not 'lunar'"),
        ({"digits": "roman"}, "digits is latn or arab or arabext; not 'roman'"),
        ({"month_style": "both"}, "month_style is country or double; not 'both'"),
        ({"calendar": "jalali"}, r"Persian \(fa\) only"),
        ({"second_calendar": "solar"}, "second_calendar is none or hijri or jalali or gregorian"),
        ({"second_calendar": "jalali"}, r"Persian \(fa\) only"),
        ({"second_calendar": "gregorian"}, "has the calendar gregorian already"),
        ({"second_calendar": "hijri", "language": "ckb"}, r"\(ar, fa, en\)"),
        ({"language": "xx"}, "language 'xx'"),
    ],
)
def test_a_habit_it_cannot_write_is_refused(habit: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        replace(CAIRO, **habit)  # type: ignore[arg-type]
