"""A topic's page, its months, its stories in other languages, and the page of all topics."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.stories.models import Story, StoryMention
from khabar.topics.models import Topic, TopicAlias
from tests.factories import StoryFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def general() -> Topic:
    topic: Topic = TopicFactory(
        slug="gerasimov",
        kind="person",
        names={"ar": "فاليري غراسيموف", "fa": "والری گراسیموف", "en": "Valery Gerasimov"},
    )
    return topic


def told(topic: Topic, moment: datetime, **more: Any) -> Story:
    story: Story = StoryFactory(published_at=moment, topics=[topic], **more)
    return story


def page(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_months_are_counted_and_each_has_its_stories(general: Topic, client: Client) -> None:
    march = told(general, datetime(2025, 3, 10, 9, tzinfo=UTC))
    told(general, datetime(2025, 3, 20, 9, tzinfo=UTC))
    may = told(general, datetime(2025, 5, 2, 9, tzinfo=UTC))
    months = page(client, "/ar/topic/gerasimov/").select(".chronicle li")
    assert [month.select_one(".count").get_text() for month in months] == ["1", "2"]
    address = months[1].select_one("a")["href"]
    shown = page(client, f"/ar/topic/gerasimov/{address}").select_one("main").get_text()
    assert march.headline in shown
    assert may.headline not in shown


def test_a_month_is_one_of_the_editions_calendar(general: Topic, client: Client) -> None:
    # 20 March 2025 is the 30th of Esfand 1403, the last day of a year; the next begins a month.
    told(general, datetime(2025, 3, 20, 9, tzinfo=UTC), language="fa")
    told(general, datetime(2025, 3, 22, 9, tzinfo=UTC), language="fa")
    links = page(client, "/fa/topic/gerasimov/").select(".chronicle a")
    assert [link["href"] for link in links] == ["?month=1404-1", "?month=1403-12"]


@pytest.mark.parametrize("month", ["2025-13", "0-0", "x", "99999-1", "2025-3'--"])
def test_a_month_that_is_none_is_not_found(general: Topic, client: Client, month: str) -> None:
    assert client.get("/ar/topic/gerasimov/", {"month": month}).status_code == 404


def test_stories_in_other_languages_stand_beside_in_their_own_direction(
    general: Topic, client: Client
) -> None:
    moment = datetime(2025, 3, 10, 9, tzinfo=UTC)
    told(general, moment)
    english = told(general, moment, language="en", headline="General arrives in Tehran")
    elsewhere = page(client, "/ar/topic/gerasimov/").select_one(".elsewhere[lang=en]")
    assert elsewhere
    assert elsewhere["dir"] == "ltr"
    assert elsewhere.select_one("a")["href"] == english.get_absolute_url()


def test_all_names_are_shown_but_not_those_to_be_avoided(general: Topic, client: Client) -> None:
    for text, avoided in (("جيراسيموف", False), ("غيراسيموف", True)):
        TopicAlias.objects.create(topic=general, language="ar", text=text, avoided=avoided)
    told(general, datetime(2025, 3, 10, 9, tzinfo=UTC))
    names = page(client, "/ar/topic/gerasimov/").select(".other-names bdi")
    assert [(name["lang"], name.get_text()) for name in names] == [
        ("fa", "والری گراسیموف"),
        ("en", "Valery Gerasimov"),
        ("ar", "جيراسيموف"),
    ]


def test_the_page_of_topics_shows_what_is_written_about_by_kind(
    general: Topic, client: Client
) -> None:
    moment = datetime(2025, 3, 10, 9, tzinfo=UTC)
    port = TopicFactory(kind="place", names={"ar": "اللاذقية"})
    TopicFactory(kind="place", names={"ar": "مكان بلا أخبار"})
    told(general, moment), told(general, moment), told(port, moment)
    told(TopicFactory(kind="place", names={"ar": "طهران", "fa": "تهران"}), moment, language="fa")
    main = page(client, "/ar/topics/").select_one("main").get_text(" ", strip=True)
    assert main.index("فاليري غراسيموف") < main.index("اللاذقية")
    assert "مكان بلا أخبار" not in main
    assert "طهران" not in main


def test_structured_data_tell_what_a_story_is_about_and_what_it_mentions(
    general: Topic, client: Client
) -> None:
    general.wikidata = "Q1973021"
    general.save()
    port = TopicFactory(kind="place", names={"ar": "اللاذقية"})
    story = told(general, datetime(2025, 3, 10, 9, tzinfo=UTC))
    StoryMention.objects.create(story=story, topic=port, shown=True, main=False, place=9)
    blocks = page(client, story.get_absolute_url()).select('script[type="application/ld+json"]')
    facts = [json.loads(block.string or "") for block in blocks]
    article = next(fact for fact in facts if fact["@type"] == "NewsArticle")
    about = next(each for each in article["about"] if each["name"] == "فاليري غراسيموف")
    assert about["@type"] == "Person"
    assert about["sameAs"] == "https://www.wikidata.org/entity/Q1973021"
    assert [each["name"] for each in article["mentions"]] == ["اللاذقية"]
