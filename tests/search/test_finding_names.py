"""A topic's new spelling is looked for where the index says that it may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.search.asking import ask
from khabar.search.finding_names import stories_that_may_have
from khabar.stories.tagging import tag_story
from khabar.topics.models import TopicAlias
from tests.factories import StoryFactory, TopicFactory

pytestmark = pytest.mark.django_db

Feed = Callable[[], bool]


@pytest.mark.parametrize("text", ["لبوتين", "وبوتين", "بوتين", "فلبوتين", "وببوتين"])
def test_a_name_is_found_behind_every_prefix(index: Feed, text: str) -> None:
    story = StoryFactory(published=True, headline=f"رسالة {text} اليوم")
    StoryFactory(published=True, headline="لا أحد هنا")
    index()
    assert stories_that_may_have("ar", ["بوتين"]) == {story.number}


def test_a_name_of_two_words_is_found_as_one(index: Feed) -> None:
    story = StoryFactory(published=True, headline="قرار للأمم المتحدة")
    StoryFactory(published=True, headline="المتحدة هي الأمم")
    index()
    assert stories_that_may_have("ar", ["الامم المتحده"]) == {story.number}


def test_readers_find_a_story_by_another_spelling_of_its_topic(index: Feed) -> None:
    topic = TopicFactory(kind="person", names={"ar": "فاليري غراسيموف"})
    TopicAlias.objects.create(topic=topic, language="ar", text="جيراسيموف")
    story = StoryFactory(published=True, headline="فاليري غراسيموف في طهران")
    tag_story(story=story)
    index()
    assert [each.story for each in ask("جيراسيموف", language="ar").results] == [story]
