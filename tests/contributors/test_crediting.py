"""A source is found by whatever it is called, and made where nobody knows it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from khabar.contributors.crediting import source_called
from khabar.contributors.models import Source
from khabar.contributors.spelling import as_lines
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "وكالة أنباء الساحل",
        "وكاله  انباء الساحل",
        "وَكالةُ أنباءِ السّاحل",
        "خبرگزاری ساحل",
        "خبرگزاري ساحل",
        "SAHEL news agency",
        "و.أ.س",
    ],
)
def test_it_is_found_by_any_of_its_names_however_it_is_spelt(name: str) -> None:
    names = {"ar": "وكالة أنباء الساحل", "fa": "خبرگزاری ساحل", "en": "Sahel News Agency"}
    agency = SourceFactory(names=names, other_names="SNA\nو.أ.س")
    SourceFactory(names={"ar": "وكالة أنباء الساحل الشرقي", "en": "Agency"})
    assert source_called(name=name, language="ar") == agency


@pytest.mark.parametrize("part", ["Sahel", "News Agency", "Sahel News Agency of Marsa"])
def test_a_part_of_a_name_is_another_source(part: str) -> None:
    agency = SourceFactory(names={"en": "Sahel News Agency"})
    assert source_called(name=part, language="en") != agency


def test_who_is_unknown_is_made_once_with_an_address_in_ascii() -> None:
    made = [
        source_called(name=name, language="ar")
        for name in (
            "Harbour Agency",
            "وكالة المرفأ",
            "وكالة الميناء",
            "وكالة المرفأ",
            "Harbour (Agency)",
        )
    ]
    slugs = [source.slug for source in made if source]
    assert slugs == ["harbour-agency", "agency-1", "agency-2", "agency-1", "harbour-agency-2"]
    assert made[1] and made[1].names == {"ar": "وكالة المرفأ"}


@pytest.mark.parametrize("name", ["", "  ", "ـــ", "—", "\u200f"])
def test_a_name_without_a_letter_is_none(name: str) -> None:
    SourceFactory()
    assert source_called(name=name, language="ar") is None


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValidationError, match="120"):
        source_called(name="agency " * 20, language="en")


def test_two_sources_are_not_called_the_same() -> None:
    SourceFactory(slug="sahel", names={"ar": "وكالة الساحل"})
    other = Source(slug="other", names={"en": "Sahel"}, other_names="وكاله الساحل")
    with pytest.raises(ValidationError, match="وكالة الساحل"):
        other.full_clean()
    other.other_names = ""
    other.full_clean()


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=20))
def test_a_name_is_found_among_lines_exactly_where_it_is_one_of_them(
    names: list[str], name: str
) -> None:
    line = as_lines([name])
    is_one = line in [as_lines([each]) for each in names]
    assert not line or (line in as_lines(names)) == is_one
