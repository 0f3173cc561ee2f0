"""The archive: years, months, days, by the calendars of an edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from khabar.delivery.declaring import making_a_page
from khabar.language.reckoning import parts_of
from khabar.stories.archiving import archive_keys
from khabar.stories.keys import keys_of
from tests.factories import PictureFactory, StoryFactory, publish

pytestmark = pytest.mark.django_db
TEHRAN = ZoneInfo("Asia/Tehran")
NOON = dt.datetime(2021, 10, 19, 12, 0, tzinfo=TEHRAN)


def soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def links(page: BeautifulSoup | Tag, selector: str) -> list[str]:
    return [str(link["href"]) for link in page.select(selector)]


def test_a_story_is_found_by_its_year_its_month_and_its_day(client: Client) -> None:
    story = StoryFactory(published_at=NOON)
    assert links(soup(client, "/ar/archive/"), ".periods a") == ["/ar/archive/2021/"]
    assert links(soup(client, "/ar/archive/2021/"), ".periods a") == ["/ar/archive/2021/10/"]
    month = soup(client, "/ar/archive/2021/10/")
    assert links(month, ".month a") == ["/ar/archive/2021/10/19/"]
    day = soup(client, "/ar/archive/2021/10/19/")
    assert links(day, ".card-headline a") == [story.get_absolute_url()]


def test_a_solar_edition_is_leafed_through_in_both_calendars(client: Client) -> None:
    story = StoryFactory(language="fa", published_at=NOON)
    assert links(soup(client, "/fa/archive/"), ".periods a") == ["/fa/archive/1400/"]
    assert links(soup(client, "/fa/archive/1400/"), ".periods a") == ["/fa/archive/1400/07/"]
    assert links(soup(client, "/fa/archive/1400/07/"), ".month a") == ["/fa/archive/1400/07/27/"]
    for address in ("/fa/archive/1400/07/27/", "/fa/archive/2021/10/19/"):
        day = soup(client, address)
        assert links(day, ".card-headline a") == [story.get_absolute_url()]
        assert links(day, 'link[rel="canonical"]')[0].endswith("/fa/archive/1400/07/27/")
    assert links(soup(client, "/fa/archive/2021/10/"), ".month a") == ["/fa/archive/2021/10/19/"]


def test_headings_are_in_the_words_and_digits_of_the_edition(client: Client) -> None:
    StoryFactory(language="fa", published_at=NOON)
    heading = soup(client, "/fa/archive/1400/07/27/").select_one("h1")
    assert heading and heading.text == "سه\u200cشنبه ۲۷ مهر ۱۴۰۰"
    heading = soup(client, "/fa/archive/1400/07/").select_one("h1")
    assert heading and heading.text == "مهر ۱۴۰۰"
    heading = soup(client, "/ar/archive/2021/10/19/").select_one("h1")
    assert heading and heading.text == "الثلاثاء، 19 أكتوبر 2021"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/ar/archive/٢٠٢١/١٠/١٩/", "/ar/archive/2021/10/19/"),
        ("/fa/archive/۱۴۰۰/۷/۲۷/", "/fa/archive/1400/07/27/"),
        ("/en/archive/2021/1/5/", "/en/archive/2021/01/05/"),
        ("/en/archive/2021/1/", "/en/archive/2021/01/"),
        ("/en/archive/٢٠٢١/", "/en/archive/2021/"),
    ],
)
def test_other_digits_lead_to_the_one_address(client: Client, written: str, address: str) -> None:
    response = client.get(written)
    assert (response.status_code, response["Location"]) == (301, address)


@pytest.mark.parametrize(
    "address",
    [
        "/ar/archive/2021/02/29/",
        "/ar/archive/2021/13/",
        "/ar/archive/2021/00/",
        "/ar/archive/2021/10/00/",
        "/ar/archive/0000/",
        "/ar/archive/1899/",
        "/ar/archive/1400/",
        "/en/archive/1400/07/27/",
        "/fa/archive/1400/12/30/",
        "/fa/archive/1400/07/31/",
        "/fa/archive/1299/",
        "/fa/archive/1501/",
        "/ar/archive/9999/",
        "/ar/archive/9999/12/31/",
        "/ar/archive/221/",
    ],
)
def test_what_is_in_no_calendar_or_in_the_future_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_today_is_there_and_tomorrow_is_not(client: Client) -> None:
    today = timezone.now().astimezone(TEHRAN).date()
    tomorrow = today + dt.timedelta(days=1)
    assert client.get(f"/ar/archive/{today:%Y/%m/%d}/").status_code == 200
    assert client.get(f"/ar/archive/{tomorrow:%Y/%m/%d}/").status_code == 404


def test_a_day_is_that_of_the_edition_s_clock(client: Client) -> None:
    late = dt.datetime(2021, 10, 19, 21, 0, tzinfo=dt.UTC)  # half past midnight in Tehran
    story = StoryFactory(published_at=late)
    day = soup(client, "/ar/archive/2021/10/20/")
    assert links(day, ".card-headline a") == [story.get_absolute_url()]
    assert soup(client, "/ar/archive/2021/10/19/").select(".empty")


def test_an_empty_day_says_so_and_leads_to_the_nearest_ones(client: Client) -> None:
    StoryFactory(published_at=NOON - dt.timedelta(days=3))
    StoryFactory(published_at=NOON + dt.timedelta(days=40))
    StoryFactory(language="en", published_at=NOON - dt.timedelta(days=1))
    page = soup(client, "/ar/archive/2021/10/19/")
    assert page.select(".empty")
    assert links(page, 'a[rel="prev"]') == ["/ar/archive/2021/10/16/"]
    assert links(page, 'a[rel="next"]') == ["/ar/archive/2021/11/28/"]
    month = soup(client, "/ar/archive/2021/10/")
    assert links(month, 'a[rel="next"]') == ["/ar/archive/2021/11/"]
    year = soup(client, "/ar/archive/2020/")
    assert links(year, 'a[rel="next"]') == ["/ar/archive/2021/"]


def test_an_archive_without_stories_says_so(client: Client) -> None:
    assert soup(client, "/ar/archive/").select(".empty")


def test_what_is_not_published_is_not_in_the_archive(client: Client) -> None:
    story = StoryFactory(published_at=NOON)
    story.unpublish()
    assert links(soup(client, "/ar/archive/"), ".periods a") == []
    assert links(soup(client, "/ar/archive/2021/10/"), ".month a") == []
    assert soup(client, "/ar/archive/2021/10/19/").select(".empty")


@pytest.mark.parametrize(
    ("language", "address", "first"),
    [
        ("ar", "/ar/archive/2021/10/", "السبت"),
        ("fa", "/fa/archive/1400/07/", "شنبه"),
        ("en", "/en/archive/2021/10/", "Monday"),
    ],
)
def test_a_month_is_a_table_whose_weeks_begin_as_the_country_s(
    client: Client, language: str, address: str, first: str
) -> None:
    StoryFactory(language=language, published_at=NOON)
    table = soup(client, address).select_one("table.month")
    assert table and table.caption
    heads = table.select('thead th[scope="col"] .long')
    assert len(heads) == 7 and heads[0].text == first
    rows = [row.select("td") for row in table.select("tbody tr")]
    assert {len(row) for row in rows} == {7}
    column = next(place for row in rows for place, cell in enumerate(row) if cell.a)
    names = {"ar": "الثلاثاء", "fa": "سه\u200cشنبه", "en": "Tuesday"}
    assert heads[column].text == names[language]


def test_today_and_the_shown_day_are_marked(client: Client) -> None:
    today = timezone.now().astimezone(TEHRAN).date()
    StoryFactory(published=True)
    month = soup(client, f"/ar/archive/{today:%Y/%m}/")
    assert [int(cell.text) for cell in month.select('[aria-current="date"]')] == [today.day]
    day = soup(client, f"/ar/archive/{today:%Y/%m/%d}/")
    assert [int(cell.text) for cell in day.select('.month [aria-current="page"]')] == [today.day]


def test_a_long_day_goes_on_page_by_page_without_losing_or_repeating(client: Client) -> None:
    moments = [NOON + dt.timedelta(minutes=count // 2) for count in range(45)]
    wanted = {StoryFactory(published_at=moment).get_absolute_url() for moment in moments}
    address, seen = "/ar/archive/2021/10/19/", []
    while address:
        page = soup(client, address)
        seen += links(page, ".list .card-headline a")
        older = links(page, 'a[rel="next"][href^="?"]')
        address = f"/ar/archive/2021/10/19/{older[0]}" if older else ""
    assert len(seen) == 45 and set(seen) == wanted


def test_a_page_costs_the_same_with_one_story_and_with_many(client: Client) -> None:
    def costs() -> list[int]:
        counted = []
        for address in ("", "2021/", "2021/10/", "2021/10/19/"):
            client.get(f"/ar/archive/{address}")
            with CaptureQueriesContext(connection) as asked:
                client.get(f"/ar/archive/{address}")
            counted.append(len(asked))
        return counted

    StoryFactory(published_at=NOON, lead_image=PictureFactory())
    with_one = costs()
    for days in (0, 0, 2, 40, 400):
        moment = NOON - dt.timedelta(days=days)
        StoryFactory(published_at=moment, lead_image=PictureFactory())
    assert costs() == with_one
    assert max(with_one) <= 10


def test_a_story_s_date_and_the_footer_lead_into_the_archive(client: Client) -> None:
    story = StoryFactory(language="fa", published_at=NOON)
    page = soup(client, story.get_absolute_url())
    assert links(page, ".story-moments a") == ["/fa/archive/1400/07/27/"]
    assert "/fa/archive/" in links(page, ".footer a")


def test_publishing_purges_day_month_and_year_in_each_calendar() -> None:
    story = StoryFactory(language="fa", published_at=NOON)
    wanted = {"", "/2021-10-19", "/2021-10", "/2021", "/1400-07", "/1400"}
    assert {f"archive/fa{name}" for name in wanted} <= set(keys_of(story))


@pytest.fixture
def carried(client: Client) -> Callable[[str], set[str]]:
    """A function that returns the keys which the page at an address carries."""

    def keys(address: str) -> set[str]:
        with making_a_page() as making:
            client.get(address)
        return making.keys

    return keys


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_every_page_of_the_archive_carries_a_key_that_its_stories_purge(
    language: str, carried: Callable[[str], set[str]]
) -> None:
    story = StoryFactory(language=language)
    publish(story, at=NOON)
    addresses = ["archive/", "archive/2021/", "archive/2021/10/", "archive/2021/10/19/"]
    if language == "fa":
        addresses += ["archive/1400/", "archive/1400/07/", "archive/1400/07/27/"]
    for address in addresses:
        named = {key for key in carried(f"/{language}/{address}") if key.startswith("archive/")}
        assert named and named <= set(keys_of(story)), address


@given(st.datetimes(dt.datetime(1925, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)))
def test_the_keys_of_any_moment_name_its_day(moment: dt.datetime) -> None:
    day = moment.astimezone(TEHRAN).date()
    assert f"archive/fa/{day.isoformat()}" in archive_keys("fa", moment)
    year, month, _day = parts_of(day, "jalali")
    assert f"archive/fa/{year}-{month:02}" in archive_keys("fa", moment)
