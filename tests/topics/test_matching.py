"""Finding topics in a text, wherever and only where they are meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language.folding import fold
from khabar.topics.locating import Line
from khabar.topics.matching import Match, Matcher
from khabar.topics.spelling import Spelling, Way, with_family_names
from khabar.topics.weighing_words import Words


def matcher(
    *names: str, counts: dict[str, int] | None = None, language: str = "ar", **facts: Any
) -> Matcher:
    """A matcher of topics numbered from 1 on, each with one name."""
    spellings = [Spelling(number, name, **facts) for number, name in enumerate(names, start=1)]
    return Matcher(with_family_names(spellings), Words(language, counts or {}))


def found(names: Matcher, text: str) -> list[tuple[int, str]]:
    return [(match.topic, text[match.begin : match.end]) for match in names.find(text)]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("الأمم المتحدة", "قرار للأمم المتحدة اليوم", "للأمم المتحدة"),
        ("الأمم المتحدة", "رحبت وبالأمم المتحدة", "الأمم المتحدة"),
        ("الأمم المتحدة", "وللأمم المتحدة رأي", "للأمم المتحدة"),
        ("بوتين", "رسالة لبوتين", "بوتين"),
        ("فرنسا", "ألمانيا وفرنسا", "فرنسا"),
        ("لبنان", "وللبنان كلمته", "لبنان"),
        ("لبنان", "مرّ بلبنان", "لبنان"),
        ("لبنان", "قيل: «لبنان».", "لبنان"),
        ("اتحاد الكرة", "قال الاتحاد: اتحاد الكرة لا يعلم", "اتحاد الكرة"),
        ("مَسقط الرأس", "في مسقط\nالرأس", "مسقط\nالرأس"),
        ("مسؤول", "المسئول الأول", "مسئول"),
        ("روسيا", "في روســيا", "روســيا"),
        ("عمان", "في عُمَانَ اليوم", "عُمَانَ"),
    ],
)
def test_a_name_is_found_behind_what_arabic_writes_onto_it(
    name: str, text: str, place: str
) -> None:
    assert found(matcher(name, kind="place"), text) == [(1, place)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("روسيا", "روسيات"),
        ("قطر", "قطرات المطر"),
        ("قطر", "القطرية"),
        ("قطر", "بقطر عشرة أمتار"),
        ("عمان", "العمانية"),
        ("مانيا", "ألمانيا"),
        ("مانيا", "المانيا"),
        ("براير", "في فبراير"),
        ("دينا", "ليس لدينا"),
        ("ينما", "بينما كان"),
        ("إيران", "الإيرانية"),
    ],
)
def test_a_part_of_another_word_is_no_name(name: str, text: str) -> None:
    assert found(matcher(name, kind="place"), text) == []


def test_a_short_name_takes_prefixes_where_an_editor_says_so() -> None:
    assert found(matcher("مصر", kind="place"), "العراق ومصر") == []
    assert found(matcher("مصر", kind="place", takes_prefixes=True), "العراق ومصر") == [(1, "مصر")]


def test_a_word_that_the_archive_knows_better_whole_is_refused() -> None:
    names = matcher("فريقي", counts={"وفريقي": 30, "فريقي": 2}, kind="organisation")
    assert found(names, "وفريقي فاز") == []
    assert found(names, "فريقي فاز") == [(1, "فريقي")]


def test_a_noun_of_the_archive_names_nobody_without_a_title() -> None:
    counts = {"شمس": 60, "الشمس": 300}
    names = matcher("شمس", counts=counts)
    assert found(names, "أشرقت شمس الصباح") == []
    assert found(names, "قال الوزير شمس") == [(1, "شمس")]


@pytest.mark.parametrize(
    "text",
    [
        "وصرح اللواء باقري اليوم",
        '"الفريق محمد باقري"',
        "التقى الرئيس الإيراني السابق باقري",
        "للواء باقري",
        "وزار محمد باقري موسكو. وعاد باقري مساءً.",
    ],
)
def test_a_family_name_counts_beside_a_title_or_after_the_full_name(text: str) -> None:
    assert found(matcher("محمد باقري"), text)


@pytest.mark.parametrize(
    "text",
    [
        "علي باقري كني",
        "وصل باقري إلى موسكو",
        "قال الوزير علي باقري",
        "وصل الوزير. باقري لاعب كرة",
        "محمد باقر",
    ],
)
def test_a_family_name_alone_or_of_another_is_refused(text: str) -> None:
    assert found(matcher("محمد باقري"), text) == []


def test_another_with_the_same_family_name_is_told_apart_in_one_story() -> None:
    text = "التقى محمد باقري نظيره علي باقري، ثم غادر باقري"
    places = [match.begin for match in matcher("محمد باقري").find(text)]
    assert places == [text.index("محمد"), text.rindex("باقري")]


def test_a_first_name_that_is_spelt_otherwise_still_names_the_same_one() -> None:
    names = matcher("فاليري غراسيموف")
    assert found(names, '"الفريق فالري غراسيموف"') == [(1, "غراسيموف")]
    assert found(names, "قال فالري غراسيموف إن") == [(1, "غراسيموف")]


def test_what_two_topics_are_called_is_neither_until_one_is_named() -> None:
    names = matcher("جورج بوش", "باربرا بوش")
    assert found(names, "قال الرئيس بوش") == []
    assert found(names, "زارت باربرا بوش المدرسة، ثم قالت السيدة بوش")[1] == (2, "بوش")


def test_the_longest_name_counts() -> None:
    names = matcher("السودان", "جنوب السودان", kind="place")
    assert found(names, "عاصمة جنوب السودان") == [(2, "جنوب السودان")]
    assert found(names, "من جنوب السودان إلى السودان") == [(2, "جنوب السودان"), (1, "السودان")]


def test_persian_and_english_have_boundaries_and_no_prefixes() -> None:
    fa = matcher("مرسی‌نور", language="fa", kind="place")
    for text in ("در مرسی‌نور", "در مرسی نور", "در مرسینور", "مرسي نور"):
        assert found(fa, text), text
    en = matcher("May Ito", "Georgia", language="en", kind="place")
    assert found(en, "Georgia's capital; georgia") == [(2, "Georgia")]
    assert found(matcher("Theresa May", language="en"), "It may rain. Mrs May left.") == [
        (1, "May")
    ]


def test_why_a_place_was_taken_is_told() -> None:
    names = Matcher(
        with_family_names(
            [
                Spelling(1, "فاليري غراسيموف"),
                Spelling(1, "جيراسيموف", Way.AVOIDED, house="غراسيموف"),
            ]
        ),
        Words("ar"),
    )
    text = "قال فاليري غراسيموف، ثم غراسيموف، ثم جيراسيموف"
    assert [str(match.reason) for match in names.find(text)] == ["name", "named-in-full", "avoided"]


TEXTS = st.text(
    st.sampled_from("بوتينالوفكـَُِّ\u200c\u200d\u200e ﷺﻻ½ée\u0301 .،\n؟Pp")
    | st.characters(codec="utf-8"),
    max_size=60,
)


@given(TEXTS, TEXTS)
def test_a_name_is_found_at_its_place_in_any_text(before: str, after: str) -> None:
    text = f"{before}. بوتين ،{after}"
    names = matcher("بوتين", kind="place")
    places: list[Match] = names.find(text)
    assert any(text[match.begin : match.end] == "بوتين" for match in places)


@given(TEXTS)
def test_every_word_of_a_line_has_its_place_in_the_text(text: str) -> None:
    line = Line(text)
    place = 1
    for word in line.line.split():
        begin, end = line.span(place, place + len(word))
        assert 0 <= begin < end <= len(text)
        assert word in fold(text[begin:end])
        place += len(word) + 1
