"""Plural forms."""

from __future__ import annotations

import pytest
from babel import UnknownLocaleError

from khabar.language import plural_form


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (102, "other"),
        (103, "few"),
        (111, "many"),
        (1.5, "other"),
    ],
)
def test_arabic_has_six_forms(number: float, form: str) -> None:
    assert plural_form(number, "ar") == form


def test_persian_counts_zero_and_parts_of_one_as_one() -> None:
    assert [plural_form(number, "fa-AF") for number in (0, 0.5, 1, 2)] == ["one"] * 3 + ["other"]


def test_english_has_two_forms() -> None:
    assert [plural_form(number, "en") for number in (0, 1, 2)] == ["other", "one", "other"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLocaleError):
        plural_form(1, "xx")
    with pytest.raises(ValueError, match="locale"):
        plural_form(1, "")
