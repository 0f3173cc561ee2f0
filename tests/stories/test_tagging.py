"""Topics are found in what is published; an editor's word on them is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from khabar.stories.mentioning import decide_on_topic
from khabar.stories.models import Story, StoryMention
from khabar.topics.merging import merge_topics, part_topics
from khabar.topics.models import Topic, TopicAlias
from tests.factories import StoryFactory, TopicFactory, paragraph, publish
from tests.newspaper import Newspaper
from tests.publishing.conftest import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("newspaper")]
State = StoryMention.State


@pytest.fixture
def general() -> Topic:
    topic: Topic = TopicFactory(
        slug="gerasimov", kind="person", names={"ar": "فاليري غراسيموف", "en": "Valery Gerasimov"}
    )
    return topic


def released(headline: str, *paragraphs: str, **fields: Any) -> Story:
    body = [paragraph(f"<p>{text}</p>") for text in paragraphs]
    story: Story = StoryFactory(headline=headline, lead="", body=body, published=True, **fields)
    work()
    return story


def shown(story: Story) -> list[str]:
    return [mention.topic.slug for mention in story.mentions.shown()]


def test_a_topic_in_the_headline_is_shown_with_the_story_and_on_its_page(
    general: Topic, client: Client
) -> None:
    story = released("غراسيموف يصل إلى طهران", "وصل الفريق فاليري غراسيموف مساء اليوم.")
    mention = StoryMention.objects.get(story=story)
    assert (mention.state, mention.reason, mention.times, mention.main) == (
        State.FOUND, "headline", 2, True
    )  # fmt: skip
    headline = ["headline", 0, 8, "named-in-full"]
    assert mention.places[0] == headline
    assert "فاليري غراسيموف" in client.get(story.get_absolute_url()).content.decode()
    assert story.headline in client.get("/ar/topic/gerasimov/").content.decode()


def test_what_is_named_once_in_the_body_is_kept_and_not_shown(general: Topic) -> None:
    story = released("وصول وفد", "وصل الفريق فاليري غراسيموف مساء اليوم.")
    assert StoryMention.objects.get(story=story).reason == "once"
    assert shown(story) == []
    often = released("وصول وفد", *["قال الفريق فاليري غراسيموف كلمته."] * 3)
    assert shown(often) == ["gerasimov"]


def test_an_editor_s_no_is_kept_through_corrections(general: Topic) -> None:
    story = released("فاليري غراسيموف في طهران")
    decide_on_topic(story=story, topic=general.pk, is_right=False)
    publish(story)
    work()
    assert shown(story) == [] and StoryMention.objects.get().state == State.REFUSED


def test_an_editor_s_yes_is_kept_though_the_name_is_gone(general: Topic) -> None:
    story = released("وصول وفد", "وصل الفريق فاليري غراسيموف مساء اليوم.")
    decide_on_topic(story=story, topic=general.pk, is_right=True)
    story.body = []
    publish(story)
    work()
    assert shown(story) == ["gerasimov"]


def test_an_editor_s_topics_come_first_and_one_taken_away_stays_away(general: Topic) -> None:
    water = TopicFactory(slug="water", names={"ar": "المياه الجوفية"})
    story = released("فاليري غراسيموف في طهران", topics=[water, general])
    assert shown(story) == ["water", "gerasimov"]
    story = Story.objects.get(pk=story.pk)
    story.story_topics.set([link for link in story.story_topics.all() if link.topic == water])
    publish(story)
    work()
    assert shown(story) == ["water"]


def test_a_new_spelling_searches_the_archive_and_renders_its_pages_again(
    general: Topic, newspaper: Newspaper
) -> None:
    story = released("جيراسيموف في طهران")
    other = released("لا أحد هنا")
    paper = newspaper
    paper.settle()
    assert not paper.read(story.get_absolute_url()).select(".topics a")
    assert paper.headlines("/ar/topic/gerasimov/") == []
    general.aliases = [TopicAlias(language="ar", text="جيراسيموف")]
    general.save()
    paper.settle()
    assert paper.read(story.get_absolute_url()).select('.topics a[href="/ar/topic/gerasimov/"]')
    assert paper.headlines("/ar/topic/gerasimov/") == [story.headline]
    assert shown(other) == []


def test_two_topics_merged_are_one_and_parted_are_two_again(general: Topic, client: Client) -> None:
    other = TopicFactory(slug="jirasimov", kind="person", names={"ar": "فاليري جيراسيموف"})
    story = released("فاليري جيراسيموف في طهران")
    chosen = released("لقاء في موسكو", topics=[other])
    assert shown(story) == shown(chosen) == ["jirasimov"]
    merge_topics(merged=other, into=general)
    work()
    assert shown(story) == shown(chosen) == ["gerasimov"]
    assert client.get("/fa/topic/jirasimov/").headers["location"] == "/fa/topic/gerasimov/"
    part_topics(merged=Topic.objects.get(slug="jirasimov"))
    work()
    assert shown(story) == shown(chosen) == ["jirasimov"]


def test_a_retired_topic_stays_on_old_stories_and_is_given_to_no_new_one(general: Topic) -> None:
    old = released("فاليري غراسيموف في طهران")
    general.retired = True
    general.save()
    work()
    publish(old)
    new = released("فاليري غراسيموف في موسكو")
    assert shown(old) == ["gerasimov"] and shown(new) == []


def test_a_renamed_address_leads_to_the_new_one(general: Topic, client: Client) -> None:
    general.slug = "valery-gerasimov"
    general.save()
    for address in ("/ar/topic/gerasimov/", "/ar/topic/gerasimov/?after=3"):
        answer = client.get(address)
        assert answer.status_code == 301
        assert answer.headers["location"] == address.replace("gerasimov", "valery-gerasimov")
