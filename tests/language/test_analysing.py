"""Words with their places: what search indexes, asks for and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import analyse, fold
from khabar.language.analysing import index_words
from khabar.language.stemming import stem_word

pytestmark = pytest.mark.once

LETTERS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىةپچژگکی ـًٌٍَُِّْٰ\u200c\u200d\u200e\u200f،؛"),
        st.sampled_from("abcXYZ 0123٤٥۶۷-'’._,"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


def stems(text: str, language: str = "ar") -> list[str]:
    return [token.stem for token in analyse(text, language)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("وزير", "الوزير"),
        ("وزير", "وللوزير"),
        ("وزارة", "بالوزارات"),
        ("بوتين", "وبوتين"),
        ("علاقات", "والعلاقات"),
        ("مسؤول", "المسئولين"),
        ("شؤون", "شئون"),
        ("مؤكدا", "مُؤكِّداً"),
        ("ايران", "إيران"),
        ("ايراني", "الإيرانية"),
        ("إيران", "والإيرانيين"),
        ("لبنان", "اللبنانية"),
        ("ألمانيا", "الألمانية"),
        ("ألمانيا", "بألمانيا"),
        ("فلسطين", "للفلسطينيين"),
        ("النمسا", "النمساوي"),
        ("أمريكا", "الأميركية"),
        ("أوروبا", "الأوروبي"),
        ("السعودية", "السعوديون"),
        ("مصر", "المصرية"),
        ("مصر", "ﻣﺼﺮ"),
        ("کتاب", "كتاب"),
        ("25", "٢٥"),
        ("1400", "۱۴۰۰"),
        ("الامم", "للأمم"),
        ("الأمم", "وبالأمم"),
        ("لجنة", "اللجنة"),
        ("لجنة", "للجنة"),
        ("لقاء", "وللقاءات"),
        ("ولاية", "الولايات"),
        ("والدة", "الوالدة"),
        ("باليستي", "الباليستية"),
        ("روســيا", "روسيا"),
        # A particle before a word without an article.
        ("بوتين", "لبوتين"),
        ("مكافحة", "ولمكافحة"),
        ("دمج", "بدمج"),
        ("دعم", "لدعم"),
        ("حركة", "لحركة"),
        ("قوة", "بقوة"),
        ("كرة", "لكرة"),
        ("بيروت", "لبيروت"),
        ("برلين", "ببرلين"),
        ("ترامب", "فلترامب"),
        ("رئيس", "كرئيس"),
        ("اتفاق", "باتفاقهما"),
        ("فنادق", "بفنادقها"),
        ("لاعب", "كلاعبين"),
        # The ة that is a ت before a pronoun.
        ("وزارة", "وزارتها"),
        ("فرصة", "فرصتهم"),
        ("شخصية", "بشخصيته"),
        ("عملية", "عملياتهم"),
        ("صوت", "صوته"),
        ("ثابت", "ثابتة"),
        ("بيت", "بيتهم"),
        # Articles and particles before an article.
        ("مدرسة", "فالمدرسة"),
        ("مدرسة", "كالمدرسة"),
        ("قاهرة", "وبالقاهرة"),
        ("لغة", "للغة"),
        ("مدينة", "وللمدينة"),
        ("وكالة", "والوكالات"),
        ("وفاة", "لوفاة"),
        # Other countries.
        ("اليونان", "اليونانيين"),
        ("البحرين", "بالبحرينية"),
        ("الأرجنتين", "للأرجنتيني"),
        ("أفغانستان", "الأفغانية"),
        ("فرنسا", "وفرنسيين"),
        ("الصين", "الصينيون"),
        ("تركيا", "والتركية"),
        ("سوريا", "السوريات"),
        ("المغرب", "المغربية"),
        ("روسيا", "الروس"),
        ("ألمانيا", "الألمان"),
        ("تركيا", "والأتراك"),
        ("الله", "لله"),
        ("والله", "بالله"),
    ],
)
def test_arabic_words_meet(query: str, text: str) -> None:
    assert stems(query) == stems(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("دول", "دولار"),
        ("رئيس", "رئاسة"),
        ("كتب", "كتاب"),
        ("لجنة", "الجنة"),
        ("والدين", "والدة"),
        ("ولاية", "ولا"),
        ("قطر", "قطرات"),
        ("بنادق", "فنادق"),
        ("كوادر", "بوادر"),
        ("بضائع", "ضائع"),
        ("فقراء", "قراء"),
        ("كامل", "أمل"),
        ("بطولة", "طول"),
        ("كاميرا", "أمير"),
        ("بعيد", "عيد"),
        ("لجنة", "جنة"),
        ("بعده", "عدة"),
        ("لاجئ", "جئت"),
        ("متهم", "متى"),
        ("وزير", "زير"),
        ("علي", "علم"),
        ("روسيا", "كروس"),
        ("روسيا", "رؤوس"),
        ("هند", "هندسة"),
    ],
)
def test_other_words_stay_apart(query: str, text: str) -> None:
    assert stems(query) != stems(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("کتاب", "كتابها"),
        ("کتاب", "کتاب‌های"),
        ("بزرگ", "بزرگ‌ترین"),
        ("بزرگ", "بزرگتر"),
        ("رود", "می‌رود"),
        ("رود", "نمی رود"),
        ("علی", "علي"),
        ("ایرانی", "ایراني"),
        ("رییس", "رئیس"),
        ("رئیس جمهور", "رئیس‌جمهوری"),
        ("مسئول", "مسوولان"),
        ("مسئول", "مسؤول"),
        ("اعضا", "اعضاء"),
        ("سد", "سدهای"),
        ("گل", "گل‌ها"),
        ("گل", "گلهایی"),
        ("خانه", "خانه‌هایشان"),
        ("نویسنده", "نويسنده"),
        ("۱۴۰۰", "1400"),
        ("کتاب", "کِتاب"),
    ],
)
def test_persian_words_meet(query: str, text: str) -> None:
    assert stems(query, "fa") == stems(text, "fa")


@pytest.mark.parametrize(("one", "other"), [("تنها", "تن"), ("کتاب", "کباب"), ("دختر", "دخل")])
def test_other_persian_words_stay_apart(one: str, other: str) -> None:
    assert stems(one, "fa") != stems(other, "fa")


def test_a_persian_compound_is_also_indexed_in_one_piece() -> None:
    assert index_words("رئیس‌جمهور", "fa") == ("رئيس جمهور رئيسجمهور", "رييس جمهور رييسجمهور")
    assert {token.compound for token in analyse("می‌رود", "fa")} == {"ميرود"}


def test_each_run_of_a_mixed_text_has_its_own_rules() -> None:
    assert stems("الوزراء running ٢٠٢١ Cafés") == ["وزراء", "run", "2021", "cafe"]
    assert stems("Ministers met الوزير", "en") == ["minist", "met", "وزير"]


@pytest.mark.parametrize(
    ("text", "word", "letters"),
    [
        ("قال مُؤكِّداً ذلك", "مؤكدا", "مُؤكِّداً"),
        ("لقاء وبوتين", "بوتين", "وبوتين"),
        ("\u200fالقاهرة\u200e.", "القاهره", "القاهرة"),
        ("في روســـيا،", "روسيا", "روســـيا"),
        ("كتاب_جديد", "جديد", "جديد"),
    ],
)
def test_a_place_holds_the_words_own_letters(text: str, word: str, letters: str) -> None:
    stem = stem_word(fold(word), "ar")
    [token] = [token for token in analyse(text, "ar") if token.stem == stem]
    assert text[token.start : token.end] == letters


@given(LETTERS, st.sampled_from(["ar", "fa", "en"]))
def test_places_are_in_order_and_hold_what_was_folded(text: str, language: str) -> None:
    before = (0, 0)
    for token in analyse(text, language):
        place = (token.start, token.end)
        assert place == before or place[0] >= before[1]
        assert place[0] < place[1] <= len(text)
        assert token.folded in "".join(fold(text[token.start : token.end]).split()) or (
            len(token.folded) == 64
        )
        before = place


@given(LETTERS, st.sampled_from(["ar", "fa", "en"]))
def test_the_index_gets_the_words_that_are_asked_for(text: str, language: str) -> None:
    folded, stemmed = (line.split(" ") for line in index_words(text, language))
    for token in analyse(text, language):
        assert token.folded in folded
        assert token.stem in stemmed


@given(LETTERS)
def test_a_text_that_was_folded_has_the_same_words(text: str) -> None:
    words = [token.folded for token in analyse(text, "ar")]
    assert [token.folded for token in analyse(fold(text), "ar")] == words


@given(st.text(alphabet="ابتوليكفهنةىئؤء", min_size=1, max_size=12))
def test_three_letters_stay(word: str) -> None:
    folded = fold(word)
    assert len(stem_word(folded, "ar")) >= min(3, len(folded)) or "لل" in folded
