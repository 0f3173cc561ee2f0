"""Folding: readers' many spellings of a word meet in one form."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabar.language import fold

pytestmark = pytest.mark.once

ARABIC = st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("مُؤكِّداً", "مؤكدا"),
        ("إلى", "الي"),
        ("على", "علي"),
        ("مدرسة", "مدرسه"),
        ("کتاب", "كتاب"),
        ("علی", "علي"),
        ("می\u200cرود", "مي رود"),  # U+200C between prefix and verb
        ("۱۴۰۰", "1400"),
        ("١٤٠٠", "1400"),
        ("مسئول", "مسءول"),
        ("مسؤول", "مسءول"),
        ("شئون", "شءون"),
        ("شؤون", "شءون"),
        ("ٱلله", "الله"),
        ("\u200fالقاهرة\u200e", "القاهره"),  # U+200F and U+200E
        ("هـ", "ه"),
        ("روســيا", "روسيا"),
        ("\ufee3\ufebc\ufeae", "مصر"),  # presentation forms
        ("خانهٔ", "خانه"),
        ("خانۀ", "خانه"),
        ("آب", "اب"),
        ("\u0627\u0653ب", "اب"),  # alef and a loose madda
        ("Khabar", "khabar"),
        ("كـ\u00adتاب", "كتاب"),  # tatweel and soft hyphen
        ("", ""),
    ],
)
def test_it_gives_the_search_form(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("one", "other"), [("دول", "دولار"), ("رئيس", "رئاسة"), ("وزير", "وزارة")])
def test_it_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text() | ARABIC)
@example("J\u030c")  # lower-casing makes a pair that composes
@example("e\u200d\u0301")  # so does dropping the joiner
@example("ؤ\u064eو")
@example("\ufe71")
@example("İ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_any_one_character_twice_changes_nothing() -> None:
    for code in range(sys.maxunicode + 1):
        once = fold(chr(code))
        assert fold(once) == once, hex(code)


@given(ARABIC, ARABIC)
def test_marks_inside_a_word_do_not_change_its_form(start: str, end: str) -> None:
    assert fold(f"{start}\u0640\u064e\u200f{end}") == fold(start + end)
