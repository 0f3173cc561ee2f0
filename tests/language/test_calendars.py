"""Calendars: dates and numbers as each country's editors write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import Edition, date_in_words, format_number, moment_in_words, relative

TEHRAN, CAIRO = ZoneInfo("Asia/Tehran"), ZoneInfo("Africa/Cairo")
ARABIC = Edition("ar", "خبر", "", CAIRO, "gregorian", "latn")
EGYPT = Edition("ar", "خبر", "EG", CAIRO, "gregorian", "arab")
DOUBLE = Edition("ar", "خبر", "", CAIRO, "gregorian", "latn", "double")
PERSIAN = Edition("fa", "خبر", "IR", TEHRAN, "jalali", "arabext")
AFGHAN = Edition("fa", "خبر", "AF", ZoneInfo("Asia/Kabul"), "jalali", "arabext")
ENGLISH = Edition("en", "Khabar", "GB", TEHRAN, "gregorian", "latn")

NOW = dt.datetime(2021, 10, 19, 14, 21, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("country", "date", "words"),
    [
        ("EG", (2021, 1, 19), "19 يناير 2021"),
        ("SA", (2021, 1, 19), "19 يناير 2021"),
        ("IQ", (2021, 1, 19), "19 كانون الثاني 2021"),
        ("LB", (2021, 1, 19), "19 كانون الثاني 2021"),
        ("DZ", (2021, 1, 19), "19 جانفي 2021"),
        ("TN", (2021, 1, 19), "19 جانفي 2021"),
        ("MA", (2021, 8, 5), "5 غشت 2021"),
        ("MR", (2021, 8, 5), "5 أغشت 2021"),
        ("", (2021, 1, 19), "19 يناير 2021"),
    ],
)
def test_each_country_has_its_month_names(
    country: str, date: tuple[int, int, int], words: str
) -> None:
    edition = Edition("ar", "خبر", country, CAIRO, "gregorian", "latn")
    assert date_in_words(dt.date(*date), edition) == words


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        (ARABIC, "الثلاثاء، 19 أكتوبر 2021"),
        (EGYPT, "الثلاثاء، ١٩ أكتوبر ٢٠٢١"),
        (DOUBLE, "الثلاثاء، 19 تشرين الأول/أكتوبر 2021"),
        (PERSIAN, "سه\u200cشنبه ۲۷ مهر ۱۴۰۰"),  # U+200C inside the weekday
        (AFGHAN, "سه\u200cشنبه ۲۷ میزان ۱۴۰۰"),
        (ENGLISH, "Tuesday, 19 October 2021"),
    ],
)
def test_a_weekday_comes_first_when_asked(edition: Edition, words: str) -> None:
    assert date_in_words(dt.date(2021, 10, 19), edition, weekday=True) == words


def test_the_double_style_prints_both_month_names() -> None:
    assert date_in_words(dt.date(2021, 1, 19), DOUBLE) == "19 كانون الثاني/يناير 2021"


def test_persian_can_keep_the_gregorian_calendar() -> None:
    edition = Edition("fa", "خبر", "", TEHRAN, "gregorian", "latn")
    assert date_in_words(dt.date(2021, 1, 19), edition) == "19 ژانویهٔ 2021"


def test_a_moment_is_dated_where_the_edition_is() -> None:
    late = dt.datetime(2021, 10, 19, 21, 0, tzinfo=dt.UTC)
    assert date_in_words(late, PERSIAN) == "۲۸ مهر ۱۴۰۰"


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        (EGYPT, "١٩ أكتوبر ٢٠٢١، ١٦:٢١"),
        (PERSIAN, "۲۷ مهر ۱۴۰۰، ۱۷:۵۱"),
        (ENGLISH, "19 October 2021, 17:51"),
    ],
)
def test_a_moment_has_its_date_and_time(edition: Edition, words: str) -> None:
    assert moment_in_words(NOW, edition) == words


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)
    for write in (date_in_words, moment_in_words):
        with pytest.raises(ValueError, match="has no time zone; give it one"):
            write(naive, ARABIC)
    with pytest.raises(ValueError, match="has no time zone"):
        relative(naive, NOW, ARABIC)
    with pytest.raises(ValueError, match="has no time zone"):
        relative(NOW, naive, ARABIC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        ({"seconds": -59}, "الآن"),
        ({"seconds": 0}, "الآن"),
        ({"seconds": 59}, "الآن"),
        ({"minutes": 1}, "قبل دقيقة واحدة"),
        ({"seconds": 119}, "قبل دقيقة واحدة"),
        ({"minutes": 2}, "قبل دقيقتين"),
        ({"minutes": 3}, "قبل 3 دقائق"),
        ({"minutes": 59}, "قبل 59 دقيقة"),
        ({"minutes": 100}, "قبل 100 دقيقة"),
        ({"minutes": 103}, "قبل 103 دقائق"),
        ({"hours": 2}, "قبل ساعتين"),
        ({"hours": 2, "minutes": 59}, "قبل ساعتين"),
        ({"hours": 11}, "قبل 11 ساعة"),
        ({"hours": 24}, "قبل 24 ساعة"),
        ({"hours": 24, "seconds": 1}, None),
        ({"seconds": -60}, None),
        ({"days": -3}, None),
    ],
)
def test_the_last_day_is_told_by_how_long_ago(ago: dict[str, int], words: str | None) -> None:
    assert relative(NOW - dt.timedelta(**ago), NOW, ARABIC) == words


@pytest.mark.parametrize(("days", "words"), [(2, "قبل يومين"), (11, "قبل 11 يومًا")])
def test_days_are_told_when_a_longer_span_is_asked(days: int, words: str) -> None:
    moment = NOW - dt.timedelta(days=days)
    assert relative(moment, NOW, ARABIC, within=dt.timedelta(days=13)) == words


@pytest.mark.parametrize(
    ("edition", "words", "now"),
    [
        (EGYPT, "قبل ٥٩ دقيقة", "الآن"),
        (PERSIAN, "۵۹ دقیقه پیش", "اکنون"),
        (ENGLISH, "59 minutes ago", "now"),
    ],
)
def test_how_long_ago_is_told_in_the_edition_s_words(
    edition: Edition, words: str, now: str
) -> None:
    assert relative(NOW - dt.timedelta(minutes=59), NOW, edition) == words
    assert relative(NOW, NOW, edition) == now


@pytest.mark.parametrize(
    ("edition", "number", "words"),
    [
        (EGYPT, 1234567.8, "١٬٢٣٤٬٥٦٧٫٨"),
        (PERSIAN, 1234567.8, "۱٬۲۳۴٬۵۶۷٫۸"),
        (ARABIC, 1234567.8, "1,234,567.8"),
        (ENGLISH, 12000, "12,000"),
        (EGYPT, 0, "٠"),
    ],
)
def test_numbers_have_the_separators_and_digits_of_the_edition(
    edition: Edition, number: float, words: str
) -> None:
    assert format_number(number, edition) == words


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_no_digit_of_another_set_is_left(date: dt.date) -> None:
    assert not set("0123456789٠١٢٣٤٥٦٧٨٩") & set(date_in_words(date, PERSIAN, weekday=True))
    assert not set("0123456789") & set(date_in_words(date, EGYPT, weekday=True))
