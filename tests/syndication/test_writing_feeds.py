"""The same list as RSS, Atom and JSON Feed, read as each of them says it must be."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.media.models import Picture
from khabar.stories.models import Story
from tests.factories import (
    ContributorFactory,
    PictureFactory,
    SectionFactory,
    SourceFactory,
    StoryFactory,
)

pytestmark = pytest.mark.django_db
ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
TYPES = {
    "feed.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
MOMENT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def story() -> Story:
    return StoryFactory(
        published_at=MOMENT,
        headline='"iPhone 15"، قال',
        lead="<b>فاز</b> Arsenal & 2-1",
        section=SectionFactory(slug="sport", names={"ar": "رياضة"}),
        contributors=[ContributorFactory(names={"ar": name}) for name in ("ليلى", "كريم")],
        source=SourceFactory(slug="sahel", names={"ar": "وكالة الساحل"}),
        lead_image=PictureFactory(),
    )


TITLE = '\u200f"\u2068iPhone 15\u2069"، قال'
LEAD = "\u200f<\u2068b\u2069>فاز</\u2068b\u2069> \u2068Arsenal & 2-1\u2069"


def xml(client: Client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)


def feed(client: Client, address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(address).content)
    return found


@pytest.mark.parametrize("address", ["/ar/", "/ar/sport/", "/ar/source/sahel/"])
def test_a_page_names_its_feed_in_each_form(client: Client, story: Story, address: str) -> None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    links = {link["type"]: link["href"] for link in page.select("link[rel=alternate][type]")}
    assert links == {type_: f"{address}{form}" for form, type_ in TYPES.items()}
    for type_, href in links.items():
        answer = client.get(str(href))
        assert answer["Content-Type"].partition(";")[0] == type_
        assert answer["Content-Language"] == "ar"
        assert answer["Last-Modified"] == "Sun, 01 Mar 2026 09:30:00 GMT"


def test_atom_has_what_its_readers_need(client: Client, story: Story) -> None:
    root = xml(client, "/ar/sport/atom.xml")
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    site = "http://localhost:8000/ar/sport/"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": site, "self": f"{site}atom.xml"}
    assert root.findtext(f"{ATOM}id") == site
    assert root.findtext(f"{ATOM}updated") == "2026-03-01T09:30:00+00:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "خبر"
    (entry,) = root.findall(f"{ATOM}entry")
    said = {each.tag.removeprefix(ATOM): each.text for each in entry}
    assert said["id"] == story.full_url
    assert said["title"] == TITLE
    assert said["published"] == said["updated"] == "2026-03-01T09:30:00+00:00"
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None and summary.get("type") == "text" and summary.text == LEAD
    names = [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["ليلى", "كريم"]
    category = entry.find(f"{ATOM}category")
    assert category is not None and category.get("term") == "رياضة"


def test_rss_gives_its_descriptions_as_html(client: Client, story: Story) -> None:
    channel = xml(client, "/ar/feed.xml").find("channel")
    assert channel is not None and channel.findtext("language") == "ar"
    own = channel.find(f"{ATOM}link")
    assert own is not None and own.attrib == {
        "rel": "self",
        "href": "http://localhost:8000/ar/feed.xml",
    }
    item = channel.find("item")
    assert item is not None
    assert BeautifulSoup(item.findtext("description") or "", "html.parser").get_text() == LEAD
    assert parsedate_to_datetime(item.findtext("pubDate") or "") == MOMENT
    assert [creator.text for creator in item.findall(f"{DC}creator")] == ["ليلى", "كريم"]
    enclosure = item.find("enclosure")
    assert enclosure is not None and enclosure.get("type") == "image/webp"
    assert int(enclosure.get("length") or 0) > 0


def test_json_feed_has_what_its_readers_need(client: Client, story: Story) -> None:
    whole = feed(client, "/ar/source/sahel/feed.json")
    site = "http://localhost:8000/ar/source/sahel/"
    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    assert (whole["home_page_url"], whole["feed_url"]) == (site, f"{site}feed.json")
    assert whole["title"] == "وكالة الساحل · خبر" and whole["language"] == "ar"
    (item,) = whole["items"]
    assert (item["id"], item["url"], item["title"]) == (story.full_url, story.full_url, TITLE)
    assert item["content_text"] == LEAD
    assert item["date_published"] == "2026-03-01T09:30:00+00:00"
    assert [author["name"] for author in item["authors"]] == ["ليلى", "كريم"]
    assert item["tags"] == ["رياضة"] and item["image"].startswith("http://localhost:8000/media/")


def test_a_story_has_one_id_in_every_form_for_ever(client: Client, story: Story) -> None:
    story.headline = "عنوان آخر"
    story.save_revision().publish()
    ids = {
        (xml(client, "/ar/feed.xml").findtext("channel/item/guid")),
        (xml(client, "/ar/atom.xml").findtext(f"{ATOM}entry/{ATOM}id")),
        feed(client, "/ar/feed.json")["items"][0]["id"],
    }
    assert ids == {f"http://localhost:8000/ar/{story.number}/"}


def test_without_a_byline_the_agency_is_the_author_or_else_the_paper(client: Client) -> None:
    StoryFactory(published=True, source=SourceFactory(names={"ar": "وكالة الساحل"}), lead="")
    StoryFactory(published=True)
    newest, oldest = feed(client, "/ar/feed.json")["items"]
    assert "authors" not in newest
    assert oldest["authors"][0]["name"] == "وكالة الساحل"
    assert oldest["content_text"] == oldest["title"]


def test_an_empty_list_is_a_feed_all_the_same(client: Client) -> None:
    assert feed(client, "/en/feed.json")["items"] == []
    assert xml(client, "/en/atom.xml").findtext(f"{ATOM}updated")


def test_a_picture_whose_file_is_lost_costs_the_feed_nothing_else(
    client: Client, story: Story
) -> None:
    picture = Picture.objects.get()
    picture.file.storage.delete(picture.file.name)
    (item,) = feed(client, "/ar/feed.json")["items"]
    assert "image" not in item and item["title"] == TITLE
