"""A source's page: what came from an agency, in each edition."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import ContributorFactory, SourceFactory, StoryFactory, publish
from tests.newspaper import Newspaper

pytestmark = pytest.mark.django_db
NAMES = {"ar": "وكالة أنباء الساحل", "fa": "خبرگزاری ساحل", "en": "Sahel News Agency"}


def soup(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_a_story_s_byline_leads_to_the_agency_s_stories(client: Client) -> None:
    agency = SourceFactory(slug="sahel", names=NAMES, link="https://example.org/sahel")
    story = StoryFactory(published=True, source=agency)
    other = StoryFactory(published=True)
    link = soup(client, story.get_absolute_url()).select_one(".byline .source a")
    assert link and link.get_text() == NAMES["ar"]
    page = soup(client, str(link["href"]))
    assert page.h1 and page.h1.get_text() == NAMES["ar"]
    shown = [card["href"] for card in page.select(".card-headline a")]
    assert shown == [story.get_absolute_url()]
    assert page.select_one("a[href='https://example.org/sahel']")
    assert not soup(client, other.get_absolute_url()).select(".byline .source")


def test_each_edition_calls_it_by_its_own_name_and_tells_about_it(client: Client) -> None:
    SourceFactory(slug="sahel", names=NAMES, about={"fa": "خبرگزاری ملی"})
    for language, name in NAMES.items():
        page = soup(client, f"/{language}/source/sahel/")
        assert page.h1 and page.h1.get_text() == name
        assert bool(page.select(".page-about")) == (language == "fa")
    assert client.get("/ar/source/nobody/").status_code == 404


def test_a_long_list_goes_on_after_a_story(client: Client) -> None:
    agency = SourceFactory(slug="sahel")
    StoryFactory.create_batch(21, published=True, source=agency)
    first = soup(client, "/ar/source/sahel/")
    following = first.select_one("a[rel=next]")
    assert following
    rest = soup(client, f"/ar/source/sahel/{following['href']}")
    assert len(first.select(".card")) == 20 and len(rest.select(".card")) == 1


def test_machines_are_told_on_whose_behalf_it_was_written(client: Client) -> None:
    agency = SourceFactory(slug="sahel", names=NAMES, link="https://example.org/sahel")
    credited = StoryFactory(published=True, source=agency, contributors=[ContributorFactory()])
    alone = StoryFactory(published=True, source=agency)
    told = {
        "@type": "Organization",
        "name": NAMES["ar"],
        "url": "http://localhost:8000/ar/source/sahel/",
        "sameAs": "https://example.org/sahel",
    }
    for story, authors in ((credited, ["Person"]), (alone, ["Organization"])):
        block = soup(client, story.get_absolute_url()).select_one("script[type*=json]")
        facts = json.loads(block.get_text()) if block else {}
        assert facts["sourceOrganization"] == told
        assert [author["@type"] for author in facts["author"]] == authors


@pytest.mark.django_db(transaction=True)
def test_its_page_and_feeds_are_kept_until_something_on_them_changes(
    newspaper: Newspaper,
) -> None:
    agency = SourceFactory(slug="sahel", names=NAMES)
    story = StoryFactory(published=True, source=agency)
    newspaper.settle()
    addresses = [f"/ar/source/sahel/{name}" for name in ("", "feed.xml", "atom.xml", "feed.json")]
    etags = {}
    for address in addresses:
        answer = newspaper.ask(address)
        assert story.headline in answer.text
        etags[address] = answer.headers["etag"]
        assert newspaper.ask(address, **{"If-None-Match": etags[address]}).status == 304
    story.headline = "عنوان مصحح"
    publish(story)
    newspaper.settle()
    for address in addresses:
        answer = newspaper.ask(address, **{"If-None-Match": etags[address]})
        assert answer.status == 200 and "عنوان مصحح" in answer.text
    agency.names = {"ar": "وكالة الساحل"}
    agency.save()
    newspaper.settle()
    assert newspaper.read("/ar/source/sahel/").h1.get_text() == "وكالة الساحل"
    assert (
        newspaper.read(story.get_absolute_url()).select_one(".source").get_text() == "وكالة الساحل"
    )


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_another_agency_s_after_all_leaves_the_first_one_s_list(
    newspaper: Newspaper,
) -> None:
    story = StoryFactory(published=True, source=SourceFactory(slug="one"))
    newspaper.settle()
    assert newspaper.headlines("/ar/source/one/") == [story.headline]
    story.source = SourceFactory(slug="two")
    publish(story)
    newspaper.settle()
    assert newspaper.headlines("/ar/source/one/") == []
    assert newspaper.headlines("/ar/source/two/") == [story.headline]
