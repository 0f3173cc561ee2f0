"""What other sites and machines are told about a page."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image

from khabar.branding.models import Brand
from tests.factories import ContributorFactory, SectionFactory, StoryFactory, TopicFactory, publish

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def page(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def said(html: BeautifulSoup) -> dict[str, str]:
    """Return what a page says of itself to other sites."""
    tags = html.select("meta[property], meta[name^=twitter]")
    return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in tags}


@pytest.fixture
def story() -> Any:
    return StoryFactory(
        number=812,
        headline="فوز Arsenal 2-1 على ريال",
        kicker="كرة القدم",
        section=SectionFactory(slug="sport", names={"ar": "رياضة", "en": "Sport"}),
        contributors=[ContributorFactory(names={"ar": "مريم"})],
        published_at=datetime(2026, 1, 2, 9, 30, tzinfo=UTC),
    )


def test_a_story_says_what_it_is(client: Client, story: Any) -> None:
    told = said(page(client, "/ar/812/"))
    assert told["og:type"] == "article"
    assert told["og:title"] == "فوز \u2068Arsenal 2-1\u2069 على ريال"
    assert told["og:description"] == story.lead
    assert told["og:url"] == f"{SITE}/ar/812/"
    assert (told["og:site_name"], told["og:locale"]) == ("خبر", "ar_EG")
    assert told["article:section"] == "رياضة"
    assert told["article:published_time"].startswith("2026-01-02T")
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == told["og:title"]
    assert told["twitter:card"] == "summary_large_image"


def test_its_translations_are_named_as_other_locales(client: Client, story: Any) -> None:
    StoryFactory(language="en", translation_key=story.translation_key, published=True)
    assert said(page(client, "/ar/812/"))["og:locale:alternate"] == "en_GB"


def test_its_card_is_a_picture_kept_for_ever_under_its_own_address(
    client: Client, story: Any
) -> None:
    address = said(page(client, "/ar/812/"))["og:image"].removeprefix(SITE)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png" and "immutable" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert "Cache-Control" not in client.get("/ar/812/card-000000000000.png")


def test_another_headline_or_brand_is_another_card(client: Client, story: Any) -> None:
    cards = {said(page(client, "/ar/812/"))["og:image"]}
    story.headline = "تعادل"
    publish(story)
    cards.add(said(page(client, "/ar/812/"))["og:image"])
    Brand(names={"ar": "النهار"}).save()
    cards.add(said(page(client, "/ar/812/"))["og:image"])
    assert len(cards) == 3


def test_a_draft_has_no_card(client: Client) -> None:
    StoryFactory(number=7)
    assert client.get("/ar/7/card-000000000000.png").status_code == 404


def test_lists_say_what_they_are(client: Client, story: Any) -> None:
    TopicFactory(slug="water", names={"ar": "مياه"})
    for address, title in (("/ar/", "خبر"), ("/ar/sport/", "رياضة"), ("/ar/topic/water/", "مياه")):
        told = said(page(client, address))
        assert (told["og:type"], told["og:title"]) == ("website", title)
        assert told["og:url"] == f"{SITE}{address}"
        assert client.get(told["og:image"].removeprefix(SITE))["Content-Type"] == "image/png"


def test_machines_read_the_story_s_facts(client: Client, story: Any) -> None:
    block = page(client, "/ar/812/").select_one("script[type='application/ld+json']")
    assert block and block.string and len(block.string.encode()) < 1500
    facts = json.loads(block.string)
    assert facts["@type"] == "NewsArticle" and facts["headline"] == story.headline
    assert facts["author"][0]["name"] == "مريم"
    html = page(client, "/ar/812/")
    assert all(html.select_one(selector) for selector in facts["speakable"]["cssSelector"])


def test_a_headline_can_t_end_the_data_block(client: Client) -> None:
    StoryFactory(number=9, published=True, headline="</script><script>alert(1)</script>")
    html = client.get("/ar/9/").content.decode()
    assert "<script>alert" not in html
    block = BeautifulSoup(html, "html.parser").select_one("script[type='application/ld+json']")
    assert block and json.loads(str(block.string))["headline"].startswith("</script>")
