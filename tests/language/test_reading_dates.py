"""Reading dates: what old pages print, in any calendar and any digits."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import Edition, date_in_words, in_digits, moment_in_words, read_moment
from khabar.language.month_names import gregorian_months, solar_months

pytestmark = pytest.mark.once

TEHRAN, RIYADH = ZoneInfo("Asia/Tehran"), ZoneInfo("Asia/Riyadh")
LINE = st.text(st.sampled_from("0123459۱۲٣٤/-.: tzTZ+صم،PMampm\u200f")) | st.text()


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("10/19/2021 5:51:43 PM", "2021-10-19T17:51:43+03:30"),
        ("تاريخ الإفراج : 10/19/2021 5:51:43 PM", "2021-10-19T17:51:43+03:30"),
        ("10/19/2021 12:00:00 AM", "2021-10-19T00:00:00+03:30"),
        ("5/6/2021 5:51 p.m.", "2021-05-06T17:51:00+04:30"),
        ("19/10/2021 5:51 PM", "2021-10-19T17:51:00+03:30"),
        ("19/10/2021 17:51", "2021-10-19T17:51:00+03:30"),
        ("05/06/2021", "2021-06-05T00:00:00+04:30"),
        ("10/19/2021 17:51", "2021-10-19T17:51:00+03:30"),
        ("17:51 - 19/10/2021", "2021-10-19T17:51:00+03:30"),
        ("19.10.2021", "2021-10-19T00:00:00+03:30"),
        ("\u200f١٩\u200f/١٠\u200f/٢٠٢١ ٥:٥١ م", "2021-10-19T17:51:00+03:30"),  # U+200F
        ("19 / 10 / 2021   17 : 51", "2021-10-19T17:51:00+03:30"),
        ("2021/10/19", "2021-10-19T00:00:00+03:30"),
        ("2021-10-19", "2021-10-19T00:00:00+03:30"),
        ("2021-10-19T17:51:43", "2021-10-19T17:51:43+03:30"),
        ("2021-10-19T17:51:43.123Z", "2021-10-19T21:21:43+03:30"),
        ("2021-10-19T17:51:43+01:00", "2021-10-19T20:21:43+03:30"),
        ("2021-10-19 17:51+0530", "2021-10-19T15:51:00+03:30"),
        ("20211019T175143Z", "2021-10-19T21:21:43+03:30"),
        ("Tue, 19 Oct 2021 17:51:43 +0330", "2021-10-19T17:51:43+03:30"),
        ("19/10/2021 17:51 GMT +330", "2021-10-19T17:51:00+03:30"),
        ("19/10/2021 10:51 -0330", "2021-10-19T17:51:00+03:30"),
        ("19/10/2021 17:51 (GMT+3)", "2021-10-19T18:21:00+03:30"),
        ("19/10/2021 14:21 بتوقيت غرينتش", "2021-10-19T17:51:00+03:30"),
    ],
)
def test_numbers_are_read(printed: str, moment: str) -> None:
    assert read_moment(printed, TEHRAN) == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "printed",
    [
        "19 أكتوبر 2021 - 17:51",
        "الثلاثاء ١٩ أكتوبر ٢٠٢١، الساعة ٥:٥١ مساءً",
        "الثلاثاء، 19 اكتوبر 2021م 5:51 م",
        "19 تشرين الأول 2021 17:51",
        "19 تشرين أول 2021 17:51",
        "19 تشرين الأول/أكتوبر 2021 17:51",
        "19 أكتوبر (تشرين الأول) 2021 17:51",
        "أكتوبر 19, 2021, 5:51 م",
        "19-أكتوبر-2021 17:51",
        "19أكتوبر2021 17:51",
        "October 19, 2021 5:51 PM",
        "Oct. 19th, 2021 at 17:51",
        "19 October 2021, 17:51",
        "۱۹ اکتبر ۲۰۲۱ ساعت ۱۷:۵۱",
        "1400/07/27 17:51",
        "27/07/1400 17:51",
        "۱۴۰۰/۷/۲۷ - ۵:۵۱ ب.ظ",
        "سه\u200cشنبه ۲۷ مهر ۱۴۰۰ - ساعت ۱۷:۵۱",  # U+200C inside the weekday
        "سه شنبه 27 مهرماه 1400 ساعت 5:51 بعدازظهر",
        "۲۷ مهر ۱۴۰۰ ۵:۵۱ عصر",
        "۲۷ میزان ۱۴۰۰ ۱۷:۵۱",
        "۱۷:۵۱ ۱۴۰۰ مهر ۲۷",
        "13 ربيع الأول 1443 هـ - 19 أكتوبر 2021 م - 17:51",
        "1443/3/13 هـ الموافق 2021/10/19 م الساعة 17:51",
        "۲۷ مهر ۱۴۰۰ - 19 October 2021 - 17:51",
        "۱۴۰۰/۰۷/۲۷ ه.ش 17:51",
    ],
)
def test_words_and_calendars_are_read(printed: str) -> None:
    expected = dt.datetime(2021, 10, 19, 17, 51, tzinfo=TEHRAN)
    assert read_moment(printed, TEHRAN) == expected


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2 تير 1399 - 12:09:08 ب.ظ", "2020-06-22T12:09:08+04:30"),
        ("دوشنبه ۲ تير ۱۳۹۹", "2020-06-22T00:00:00+04:30"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20T00:00:00+03:30"),
        ("1 فروردین 1402 08:00", "2023-03-21T08:00:00+03:30"),
    ],
)
def test_iran_s_summer_time_is_that_of_the_year(printed: str, moment: str) -> None:
    read = read_moment(printed, TEHRAN)
    assert read is not None
    assert read.isoformat() == moment


def test_a_midnight_that_the_clocks_skipped_is_the_hour_after() -> None:
    read = read_moment("2020-03-21", TEHRAN)
    assert read is not None
    assert read.isoformat() == "2020-03-21T01:00:00+04:30"


@pytest.mark.parametrize(
    ("time", "hour"),
    [
        ("12:30 ص", 0),
        ("12:30 م", 12),
        ("1:30 صباحًا", 1),
        ("1:30 ظهرا", 13),
        ("11:30 ظهرا", 11),
        ("11:30 ليلا", 23),
        ("12:30 ليلا", 0),
        ("2:30 ليلا", 2),
        ("۹:۳۰ ق.ظ", 9),
        ("۹:۳۰ شب", 21),
        ("۱۲:۳۰ بامداد", 0),
        ("9:30 PM", 21),
        ("17:30 م", 17),
    ],
)
def test_the_parts_of_the_day_are_known(time: str, hour: int) -> None:
    read = read_moment(f"19 أكتوبر 2021 {time}", RIYADH)
    assert read == dt.datetime(2021, 10, 19, hour, 30, tzinfo=RIYADH)


def test_an_hour_alone_needs_its_part_of_the_day() -> None:
    assert read_moment("19 Oct 2021 5 pm", RIYADH) == dt.datetime(2021, 10, 19, 17, tzinfo=RIYADH)
    assert read_moment("19 Oct 2021 5", RIYADH) is None


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "معرف الأخبار : 76227",
        "آگهی تبلیغاتی2",
        "31/02/2021",
        "31 مهر 1400",
        "30 اسفند 1400",
        "13/13/2021",
        "29 فبراير 2021",
        "19/10/2021 25:00",
        "19/10/2021 17:60",
        "19/10/2021 17:51 ص",
        "19/10/21",
        "19 أكتوبر 1400",
        "27 مهر 2021",
        "19 أكتوبر/تشرين الثاني 2021",
        "19/10/2021 - 20/10/2021",
        "19/10/2021 17:51 - 18:20",
        "19/10/2021 76227",
        "13 ربيع الأول 1443",
        "0000-00-00",
        "9999-12-31T23:59:59",
        "19/10/2021 17:51 +99:00",
        "17:51",
        "19 أكتوبر 2021 " + "خبر " * 60,
    ],
)
def test_what_is_not_surely_one_moment_is_none(printed: str) -> None:
    assert read_moment(printed, TEHRAN) is None


def test_old_years_in_arabic_are_lunar_outside_iran() -> None:
    assert read_moment("1443/03/13", RIYADH, "ar") is None
    assert read_moment("1443/03/13 - 2021/10/19", RIYADH, "ar") == dt.datetime(
        2021, 10, 19, tzinfo=RIYADH
    )
    assert read_moment("1400/07/27", TEHRAN, "ar") == dt.datetime(2021, 10, 19, tzinfo=TEHRAN)


def test_no_month_name_stands_for_two_calendars() -> None:
    assert not gregorian_months().keys() & solar_months().keys()


@given(LINE)
def test_it_never_raises_and_always_knows_its_zone(text: str) -> None:
    read = read_moment(text, TEHRAN, "ar")
    assert read is None or read.tzinfo is TEHRAN


@given(
    st.datetimes(dt.datetime(1930, 1, 1), dt.datetime(2090, 1, 1)),
    st.sampled_from(["EG", "IQ", "LB", "SA", "DZ", "TN", "MA", "MR", "SD"]),
    st.sampled_from(["country", "double"]),
)
def test_it_reads_what_every_arab_country_writes(
    moment: dt.datetime, country: str, style: str
) -> None:
    edition = Edition("ar", "", country, ZoneInfo("UTC"), "gregorian", "arab", style)  # type: ignore[arg-type]
    whole = moment.replace(second=0, microsecond=0, tzinfo=ZoneInfo("UTC"))
    assert read_moment(moment_in_words(whole, edition), ZoneInfo("UTC")) == whole


@given(st.dates(dt.date(1922, 1, 1), dt.date(2090, 1, 1)), st.sampled_from(["IR", "AF"]))
def test_it_reads_what_persian_writes(date: dt.date, country: str) -> None:
    for calendar in ("jalali", "gregorian"):
        edition = Edition("fa", "", country, ZoneInfo("UTC"), calendar, "arabext")
        read = read_moment(date_in_words(date, edition, weekday=True), ZoneInfo("UTC"))
        assert read == dt.datetime.combine(date, dt.time(), ZoneInfo("UTC"))


@given(st.datetimes(dt.datetime(1930, 1, 1), dt.datetime(2090, 1, 1)))
def test_it_reads_american_times_in_any_digits(moment: dt.datetime) -> None:
    printed = f"{moment.month}/{moment.day}/{moment.year} {moment:%I:%M:%S %p}"
    expected = moment.replace(microsecond=0, tzinfo=ZoneInfo("UTC"))
    assert read_moment(printed, ZoneInfo("UTC")) == expected
    assert read_moment(in_digits(printed, "arabext"), ZoneInfo("UTC")) == expected
