"""Calendars: dates and numbers as each country's editors write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import Edition, date_in_words, format_number, moment_in_words, relative
from khabar.language.calendars import month_in_words, second_date_in_words
from khabar.language.lunar_hijri import LunarMonths

pytestmark = pytest.mark.once

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


def beside(language: str, country: str, calendar: str, digits: str, second: str) -> Edition:
    return Edition(language, "خبر", country, TEHRAN, calendar, digits, second_calendar=second)


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        (beside("ar", "EG", "gregorian", "latn", "hijri"), "13 ربيع الأول 1443 هـ"),
        (beside("ar", "EG", "gregorian", "arab", "hijri"), "١٣ ربيع الأول ١٤٤٣ هـ"),
        (beside("fa", "IR", "jalali", "arabext", "hijri"), "۱۳ ربیع‌الاول ۱۴۴۳ ه‍.ق"),
        (beside("fa", "IR", "jalali", "arabext", "gregorian"), "۱۹ اکتبر ۲۰۲۱"),
        (beside("fa", "IR", "gregorian", "latn", "jalali"), "27 مهر 1400"),
        (beside("en", "GB", "gregorian", "latn", "hijri"), "13 Rabi' al-Awwal 1443 AH"),
        (beside("en", "GB", "gregorian", "latn", "none"), None),
    ],
)
def test_a_second_date_is_in_the_second_calendar(edition: Edition, words: str | None) -> None:
    assert second_date_in_words(dt.date(2021, 10, 19), edition) == words


def test_the_second_date_stands_in_brackets_before_the_time() -> None:
    edition = beside("ar", "EG", "gregorian", "latn", "hijri")
    second = second_date_in_words(NOW, edition)
    words = moment_in_words(NOW, edition, second)
    assert words == "19 أكتوبر 2021 (13 ربيع الأول 1443 هـ)، 17:51"


def test_a_date_that_no_hijri_table_reaches_is_left_out() -> None:
    edition = beside("ar", "EG", "gregorian", "latn", "hijri")
    for date in (dt.date(1924, 7, 31), dt.date(2077, 11, 17)):
        assert second_date_in_words(date, edition) is None


def test_announced_months_are_followed() -> None:
    edition = beside("ar", "EG", "gregorian", "latn", "hijri")
    months = LunarMonths({(1443, 9): dt.date(2022, 4, 3)})
    assert second_date_in_words(dt.date(2022, 4, 2), edition, months) == "30 شعبان 1443 هـ"
    assert second_date_in_words(dt.date(2022, 4, 2), edition) == "1 رمضان 1443 هـ"


@pytest.mark.parametrize(
    ("edition", "month", "words"),
    [
        (ARABIC, (2021, 10), "أكتوبر 2021"),
        (EGYPT, (2021, 1), "يناير ٢٠٢١"),
        (DOUBLE, (2021, 1), "كانون الثاني/يناير 2021"),
        (PERSIAN, (1400, 7), "مهر ۱۴۰۰"),
        (AFGHAN, (1400, 7), "میزان ۱۴۰۰"),
        (ENGLISH, (2021, 10), "October 2021"),
    ],
)
def test_a_month_has_its_year(edition: Edition, month: tuple[int, int], words: str) -> None:
    assert month_in_words(*month, edition) == words


@pytest.mark.parametrize(
    ("country", "months"),
    [
        ("EG", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
        ("DZ", "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
        ("TN", "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
        ("MA", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"),
        ("MR", "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر"),
    ],
)
def test_a_year_s_months_are_those_of_cldr(country: str, months: str) -> None:
    edition = Edition("ar", "خبر", country, CAIRO, "gregorian", "latn")
    written = [date_in_words(dt.date(2021, month, 9), edition) for month in range(1, 13)]
    assert [words.split()[1] for words in written] == months.split()


@pytest.mark.parametrize("country", ["SY", "IQ", "LB", "JO", "PS"])
def test_the_levant_and_iraq_have_their_own_months(country: str) -> None:
    edition = Edition("ar", "خبر", country, CAIRO, "gregorian", "latn")
    months = [month_in_words(2021, month, edition).removesuffix(" 2021") for month in range(1, 13)]
    assert months == [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
        "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ]  # fmt: skip
