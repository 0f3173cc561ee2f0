"""Feeds, as a feed reader gets them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from khabar.branding.models import Brand
from khabar.delivery.declaring import declaration_of
from tests.factories import (
    ContributorFactory,
    PictureFactory,
    SectionFactory,
    SourceFactory,
    StoryFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def feed(client: Client, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ET.fromstring(answer.content).find("channel")
    assert channel is not None
    return channel


def texts(channel: ET.Element, name: str) -> list[str]:
    return [item.findtext(name) or "" for item in channel.findall("item")]


def test_every_list_has_a_feed_that_its_page_names(client: Client) -> None:
    section, topic = SectionFactory(slug="politics"), TopicFactory(slug="water")
    contributor = ContributorFactory(slug="maryam")
    story = StoryFactory(
        published=True,
        section=section,
        topics=[topic],
        contributors=[contributor],
        source=SourceFactory(slug="sahel"),
    )
    StoryFactory(published=True, language="fa")
    lists = ("politics/", "topic/water/", "by/maryam/", "source/sahel/", "")
    for address in (f"/ar/{name}" for name in lists):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        link = page.select_one("link[type='application/rss+xml']")
        assert link and link["href"] == f"{address}feed.xml"
        channel = feed(client, str(link["href"]))
        assert texts(channel, "link") == [story.full_url] == texts(channel, "guid")
        assert channel.findtext("language") == "ar"
        assert channel.findtext("link") == f"http://localhost:8000{address}"


def test_a_headline_that_begins_with_a_foreign_word_says_which_way_it_runs(
    client: Client,
) -> None:
    StoryFactory(published=True, headline='"iPhone 15"، قال', lead="فوز Arsenal 2-1")
    channel = feed(client, "/ar/feed.xml")
    assert texts(channel, "title") == ['\u200f"\u2068iPhone 15\u2069"، قال']
    assert texts(channel, "description") == ["فوز \u2068Arsenal 2-1\u2069"]


def test_markup_in_a_headline_stays_text(client: Client) -> None:
    StoryFactory(published=True, language="en", headline="<b>A & B</b>\x0b\u202e")
    (title,) = texts(feed(client, "/en/feed.xml"), "title")
    assert title.strip() == "<b>A & B</b>"


def test_the_newest_thirty_stand_first(client: Client) -> None:
    for day in range(1, 33):
        moment = datetime(2026, 1, 1, tzinfo=UTC).replace(day=min(day, 31), hour=day % 24)
        StoryFactory(published_at=moment, headline=f"خبر {day}")
    dates = texts(feed(client, "/ar/feed.xml"), "pubDate")
    assert len(dates) == 30 and "31 Jan 2026" in dates[0]


def test_drafts_and_unknown_lists_have_none(client: Client) -> None:
    StoryFactory()
    assert texts(feed(client, "/ar/feed.xml"), "title") == []
    for address in ("/ar/nothing/feed.xml", "/ar/topic/no/atom.xml", "/ar/source/no/feed.json"):
        assert client.get(address).status_code == 404


def test_it_bears_the_brand_s_name(client: Client) -> None:
    Brand(names={"ar": "النهار"}).save()
    SectionFactory(slug="sport", names={"ar": "رياضة"})
    assert feed(client, "/ar/feed.xml").findtext("title") == "النهار"
    assert feed(client, "/ar/sport/feed.xml").findtext("title") == "رياضة · النهار"


def test_one_story_costs_what_three_cost(client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            feed(client, "/ar/feed.xml")
        return len(asked)

    def write(count: int) -> None:
        for _ in range(count):
            StoryFactory(
                published=True,
                contributors=[ContributorFactory()],
                source=SourceFactory(),
                lead_image=PictureFactory(),
            )
        client.get("/ar/feed.xml")  # which cuts the pictures

    write(1)
    one = cost()
    write(2)
    assert cost() == one <= 6


def test_it_is_kept_until_the_list_changes(client: Client) -> None:
    for address in ("/ar/feed.xml", "/ar/politics/atom.xml", "/ar/source/sahel/feed.json"):
        view: Any = resolve(address).func
        assert declaration_of(view)
