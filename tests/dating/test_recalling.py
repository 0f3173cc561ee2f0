"""What readers see of announced months: mastheads follow, stories keep what they showed."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from khabar.dating.keys import months_key
from khabar.dating.models import AnnouncedMonth
from khabar.delivery.declaring import making_a_page
from khabar.delivery.opening import open_folder
from khabar.delivery.purging import purge
from khabar.language.lunar_hijri import UMM_AL_QURA, MonthOfYear, first_day_computed
from khabar.publishing.models import LedgerRow
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db
RAMADAN = (1443, 9)
SECOND_OF_APRIL = dt.datetime(2022, 4, 2, 12, 0, tzinfo=dt.UTC)


def announce(
    month: MonthOfYear, first_day: dt.date, at: dt.datetime | None = None, country: str = "EG"
) -> AnnouncedMonth:
    entered = {"entered_at": at} if at else {}
    year, number = month
    return AnnouncedMonth.objects.create(
        country=country, year=year, month=number, first_day=first_day, **entered
    )


def this_month() -> tuple[MonthOfYear, dt.date]:
    today = UMM_AL_QURA.date_of(timezone.localdate())
    assert today
    first_day = first_day_computed(today[:2])
    assert first_day
    return today[:2], first_day


def date_under_the_headline(client: Client, address: str) -> str:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    moment = page.select_one(".released time")
    assert moment
    return moment.text


def second_date_of_masthead(html: bytes) -> str:
    return BeautifulSoup(html, "html.parser").select(".masthead-date time")[1].text


def test_a_story_has_both_dates_under_its_headline(client: Client) -> None:
    story = StoryFactory(published_at=dt.datetime(2021, 10, 19, 14, 21, tzinfo=dt.UTC))
    words = date_under_the_headline(client, story.get_absolute_url())
    assert words == "19 أكتوبر 2021 (13 ربيع الأول 1443 هـ)، 17:51"


def test_a_persian_story_has_the_gregorian_date_beside_the_solar_one(client: Client) -> None:
    moment = dt.datetime(2021, 10, 19, 14, 21, tzinfo=dt.UTC)
    story = StoryFactory(language="fa", published_at=moment)
    words = date_under_the_headline(client, story.get_absolute_url())
    assert words == "۲۷ مهر ۱۴۰۰ (۱۹ اکتبر ۲۰۲۱)، ۱۷:۵۱"


def test_a_story_is_dated_by_what_was_announced_before_it(client: Client) -> None:
    announce(RAMADAN, dt.date(2022, 4, 3), at=SECOND_OF_APRIL - dt.timedelta(hours=15))
    story = StoryFactory(published_at=SECOND_OF_APRIL)
    assert "(30 شعبان 1443 هـ)" in date_under_the_headline(client, story.get_absolute_url())


def test_a_story_that_is_out_keeps_the_date_it_showed(client: Client) -> None:
    story = StoryFactory(published_at=SECOND_OF_APRIL)
    shown = date_under_the_headline(client, story.get_absolute_url())
    assert "(1 رمضان 1443 هـ)" in shown
    announce(RAMADAN, dt.date(2022, 4, 3), at=SECOND_OF_APRIL + dt.timedelta(minutes=1))
    assert date_under_the_headline(client, story.get_absolute_url()) == shown
    later = StoryFactory(published_at=SECOND_OF_APRIL + dt.timedelta(minutes=2))
    assert "(30 شعبان 1443 هـ)" in date_under_the_headline(client, later.get_absolute_url())


def test_of_several_entries_for_a_month_the_last_one_counts(client: Client) -> None:
    early = SECOND_OF_APRIL - dt.timedelta(hours=15)
    announce(RAMADAN, dt.date(2022, 4, 3), at=early)
    announce(RAMADAN, dt.date(2022, 4, 2), at=early + dt.timedelta(hours=1))
    story = StoryFactory(published_at=SECOND_OF_APRIL)
    assert "(1 رمضان 1443 هـ)" in date_under_the_headline(client, story.get_absolute_url())


def test_another_country_s_announcement_changes_nothing(client: Client) -> None:
    announce(RAMADAN, dt.date(2022, 4, 3), at=SECOND_OF_APRIL - dt.timedelta(1), country="IR")
    story = StoryFactory(published_at=SECOND_OF_APRIL)
    assert "(1 رمضان 1443 هـ)" in date_under_the_headline(client, story.get_absolute_url())


def test_the_masthead_takes_the_newest_announcement(client: Client) -> None:
    month, first_day = this_month()
    before = second_date_of_masthead(client.get("/ar/").content)
    announce(month, first_day - dt.timedelta(days=1))
    after = second_date_of_masthead(client.get("/ar/").content)
    assert before != after
    assert int(after.split()[0]) == int(before.split()[0]) + 1 or after.startswith("1 ")


def test_an_edition_without_a_second_calendar_has_one_date(client: Client) -> None:
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert len(page.select(".masthead-date time")) == 1


def test_only_an_edition_with_hijri_dates_asks_for_them_and_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = StoryFactory(published=True)
    with django_assert_num_queries(40, exact=False) as asked:
        client.get(story.get_absolute_url())
    assert sum("announcedmonth" in query["sql"] for query in asked) == 1
    for language in ("fa", "en"):
        with django_assert_num_queries(40, exact=False) as asked:
            client.get(f"/{language}/")
        assert not any("announcedmonth" in query["sql"] for query in asked)


def asks_for_months(client: Client) -> bool:
    """Make a page that is to be kept; tell whether the database was asked for announced months."""
    signals = open_folder(settings.KHABAR_PAGES_FOLDER).signals
    with CaptureQueriesContext(connection) as asked, making_a_page(signals):
        client.get("/ar/")
    return any("announcedmonth" in query["sql"] for query in asked)


def test_a_process_remembers_the_months_until_an_announcement_is_purged(client: Client) -> None:
    purge([months_key("EG")])
    assert [asks_for_months(client), asks_for_months(client)] == [True, False]
    month, first_day = this_month()
    announce(month, first_day - dt.timedelta(days=1))
    purge([months_key("EG")])
    assert [asks_for_months(client), asks_for_months(client)] == [True, False]


def test_an_entry_is_never_rewritten() -> None:
    entry = announce(RAMADAN, dt.date(2022, 4, 3))
    entry.first_day = dt.date(2022, 4, 2)
    with pytest.raises(ValueError, match="never rewritten"):
        entry.save()


def test_an_announcement_purges_the_pages_of_its_country(client: Client) -> None:
    announce(RAMADAN, dt.date(2022, 4, 3))
    row = LedgerRow.objects.get(consequence="delivery.purge", subject="month/EG/1443-09")
    assert row.keys == [months_key("EG")]
    with making_a_page() as making:
        client.get("/ar/")
    assert months_key("EG") in making.keys
