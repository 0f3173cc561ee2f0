"""How long ago, as a browser writes it beside what the server would."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from khabar.language import moment_in_words, relative
from khabar.language.calendars import second_date_in_words
from tests.factories import StoryFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]

AGES = {
    "half a minute": dt.timedelta(seconds=30),
    "two minutes": dt.timedelta(minutes=2, seconds=20),
    "eleven minutes": dt.timedelta(minutes=11, seconds=20),
    "a hundred minutes": dt.timedelta(minutes=100, seconds=20),
    "three hours": dt.timedelta(hours=3, minutes=30),
    "a day": dt.timedelta(hours=24, minutes=1),
}


def in_full(moment: dt.datetime, language: str) -> str:
    edition = settings.EDITIONS[language]
    return moment_in_words(moment, edition, second_date_in_words(moment, edition))


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
@pytest.mark.parametrize("age", AGES.values(), ids=AGES)
def test_a_browser_says_how_long_ago_as_the_server_does(
    page: Page, language: str, age: dt.timedelta
) -> None:
    moment = timezone.now() - age
    story = StoryFactory(language=language, published_at=moment)
    page.goto(story.get_absolute_url())
    time = page.locator(".released time")
    edition = settings.EDITIONS[language]
    expected = relative(moment, timezone.now(), edition) or in_full(moment, language)
    assert time.text_content() == expected
    assert time.get_attribute("title") == in_full(moment, language)
    iso = dt.datetime.fromisoformat(time.get_attribute("datetime") or "")
    assert iso == moment.replace(microsecond=0) and iso.utcoffset() is not None


@pytest.mark.parametrize("digits", ["arab", "latn", "arabext"])
def test_the_digits_are_the_edition_s(page: Page, monkeypatch: Any, digits: str) -> None:
    editions = settings.EDITIONS
    changed = editions["ar"].__class__(**editions["ar"].__dict__ | {"digits": digits})
    monkeypatch.setitem(editions, "ar", changed)
    moment = timezone.now() - AGES["eleven minutes"]
    page.goto(StoryFactory(published_at=moment).get_absolute_url())
    words = page.locator(".released time").text_content()
    assert words == relative(moment, timezone.now(), changed)


def test_words_change_while_a_page_stands_open(page: Page) -> None:
    moment = timezone.now() - dt.timedelta(hours=23, minutes=50)
    story = StoryFactory(published_at=moment)
    page.clock.install()
    page.goto(story.get_absolute_url())
    time = page.locator(".released time")
    assert time.text_content() == "قبل 23 ساعة"
    page.clock.fast_forward("15:00")
    assert time.text_content() == in_full(moment, "ar")


def test_without_a_script_every_time_is_told_in_full(client: Any) -> None:
    moment = timezone.now() - AGES["two minutes"]
    html = client.get(StoryFactory(published_at=moment).get_absolute_url()).content.decode()
    assert in_full(moment, "ar") in html
    assert "قبل دقيقتين" not in html


def test_a_card_in_the_archive_says_how_long_ago_too(page: Page) -> None:
    moment = timezone.now() - AGES["two minutes"]
    story = StoryFactory(published_at=moment)
    page.goto("/ar/archive/" + timezone.localtime(moment).strftime("%Y/%m/%d/"))
    time = page.locator(".card-moment time").first
    assert story.headline in page.content()
    assert time.text_content() == "قبل دقيقتين"
