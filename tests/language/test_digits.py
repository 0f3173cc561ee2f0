"""Digits: three sets, one value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import in_digits, parse_number, to_ascii
from khabar.language.digits import DigitSystem

pytestmark = pytest.mark.once

SYSTEMS = st.sampled_from(["latn", "arab", "arabext"])
MIXED = st.text(st.sampled_from("0159٠١٥٩۰۱۵۹ابم -"))


def test_arabic_and_persian_digits_become_ascii() -> None:
    assert to_ascii("عام ٢٠٢١ سال ۱۴۰۰") == "عام 2021 سال 1400"


@pytest.mark.parametrize(
    ("system", "written"), [("latn", "12 ب"), ("arab", "١٢ ب"), ("arabext", "۱۲ ب")]
)
def test_digits_are_written_in_the_asked_set(system: DigitSystem, written: str) -> None:
    assert in_digits("1٢ ب", system) == written


def test_an_unknown_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="latn, arab, arabext"):
        in_digits("1", "deva")  # type: ignore[arg-type]


@given(st.text() | MIXED, SYSTEMS)
def test_digits_come_back_from_any_set(text: str, system: DigitSystem) -> None:
    assert to_ascii(in_digits(text, system)) == to_ascii(text)


@given(st.integers(0, 10**18 - 1), SYSTEMS)
def test_a_number_is_read_in_any_set(number: int, system: DigitSystem) -> None:
    assert parse_number(in_digits(str(number), system)) == number


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1\n", "-1", "+1", "1.5", "1٢", "١۲", "²", "१२", "１２", "1_000", "1" * 19, "ب"],
)
def test_what_is_not_plainly_a_number_is_none(text: str) -> None:
    assert parse_number(text) is None
