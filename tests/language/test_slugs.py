"""Slugs: readable addresses in Arabic and Persian letters."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabar.language import slugify

pytestmark = pytest.mark.once

LANGUAGES = st.sampled_from(["ar", "fa", "en", "ckb", "ar-EG"])


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("رئيس الأركان: نحن معكم!", "ar", "رئيس-الأركان-نحن-معكم"),
        ("مُؤكِّداً على إرادة", "ar", "مؤكدا-على-إرادة"),
        ("روســيا", "ar", "روسيا"),
        ("می\u200cرود", "fa", "می-رود"),  # U+200C becomes the hyphen
        ("كتاب علي", "fa", "کتاب-علی"),
        ("کتاب", "ar", "كتاب"),
        ("فوز Arsenal 2-1 على ريال", "ar", "فوز-arsenal-2-1-على-ريال"),
        ("عام ٢٠٢١ و۱۴۰۰", "ar", "عام-2021-و1400"),
        ("The minister's “plan”", "en", "the-ministers-plan"),
        ("«خبر» – ٪ …", "ar", "خبر"),
        ("../../etc/passwd?x=<b>", "en", "etc-passwd-x-b"),
        ("\u064e\u0301 !؟", "ar", ""),
        ("", "fa", ""),
    ],
)
def test_a_headline_becomes_its_words(text: str, language: str, slug: str) -> None:
    assert slugify(text, language) == slug


def test_only_eight_words_are_kept() -> None:
    assert slugify("a b c d e f g h i j", "en") == "a-b-c-d-e-f-g-h"


def test_a_long_headline_is_cut_between_words() -> None:
    word = "المستشفيات"
    slug = slugify(f"{word} " * 8, "ar")
    assert set(slug.split("-")) == {word}
    assert 250 - len(quote(f"-{word}")) < len(quote(slug)) <= 250


def test_a_single_word_that_is_too_long_is_cut() -> None:
    assert slugify("ب" * 300, "ar") == "ب" * 41


@given(st.text(), LANGUAGES)
@example("\ud800 lone", "en")
@example("I\u0307\u0345", "en")
@example("\U0001d165ا", "ar")
def test_a_slug_is_always_safe_in_an_address(text: str, language: str) -> None:
    slug = slugify(text, language)
    assert len(quote(slug)) <= 250
    assert len(slug.split("-")) <= 8
    assert "--" not in slug
    assert slug == slug.strip("-")
    assert not set(slug) & set(" /?#%&<>\"'\\.:@_\u200c\u200f")


@given(st.text(), LANGUAGES)
def test_a_slug_of_a_slug_is_itself(text: str, language: str) -> None:
    slug = slugify(text, language)
    assert slugify(slug, language) == slug
