"""A front's page is kept, and is made anew when something on it changes: watched as a reader."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from khabar.publishing.scheduling import publish_due
from khabar.stories.breaking import end_breaking_news
from khabar.stories.models import Story
from tests.factories import (
    FrontFactory,
    SectionFactory,
    StoryFactory,
    TopicFactory,
    card,
    container,
    publish,
)
from tests.newspaper import Newspaper

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_new_headline_of_a_story_on_it(newspaper: Newspaper) -> None:
    story = StoryFactory(published=True)
    FrontFactory(containers=[container("lead", story)])
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [story.headline]
    story.headline = "عنوان مصحح"
    publish(story)
    assert newspaper.settle() >= 1
    assert newspaper.headlines("/ar/") == ["عنوان مصحح"]


def test_a_story_that_is_taken_down_is_gone_at_once_and_comes_back(newspaper: Newspaper) -> None:
    other, story = StoryFactory(published=True), StoryFactory(published=True)
    FrontFactory(containers=[container("lead", card(other, story))])
    newspaper.settle()
    assert newspaper.read("/ar/").select(".card-links a")
    story.unpublish()
    assert not newspaper.read("/ar/").select(".card-links a")
    publish(story)
    newspaper.settle()
    assert newspaper.read("/ar/").select(".card-links a")


@pytest.mark.parametrize("rule", ["section", "topic", "latest"])
def test_a_new_story_that_a_rule_means(newspaper: Newspaper, rule: str) -> None:
    section, topic = SectionFactory(), TopicFactory()
    fields = {"section": section, "topics": [topic]}
    first = StoryFactory(published=True, **fields)
    subjects = {"section": section.pk, "topic": topic.pk}
    filled = container("topic" if rule == "topic" else "list", fill=rule, **subjects)
    FrontFactory(containers=[filled])
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [first.headline]
    second = StoryFactory(published=True, **fields)
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [second.headline, first.headline]


def test_a_new_story_elsewhere_leaves_it_as_it_is(newspaper: Newspaper) -> None:
    section, other = SectionFactory(), SectionFactory()
    StoryFactory(published=True, section=section)
    FrontFactory(containers=[container("list", fill="section", section=section.pk)])
    newspaper.settle()
    newspaper.read("/ar/")
    StoryFactory(published=True, section=other)
    assert newspaper.settle() == 0


def test_the_front_itself_published_and_taken_down(newspaper: Newspaper) -> None:
    picked, newest = StoryFactory(published=True), StoryFactory(published=True)
    front = FrontFactory(containers=[container("lead", picked)])
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [picked.headline]
    front.containers = [container("lead", newest)]
    revision = front.save_revision()
    assert newspaper.settle() == 0
    assert newspaper.headlines("/ar/") == [picked.headline]
    revision.publish()
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [newest.headline]
    front.refresh_from_db()
    front.unpublish()
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [newest.headline, picked.headline]


def test_the_first_front_of_an_edition_and_of_a_section(newspaper: Newspaper) -> None:
    section = SectionFactory(slug="politics")
    older = StoryFactory(published=True, section=section)
    StoryFactory(published=True, section=section)
    newspaper.settle()
    for address, place in (("/ar/", None), ("/ar/politics/", section)):
        assert newspaper.headlines(address)[0] != older.headline
        FrontFactory(section=place, containers=[container("lead", older)])
        newspaper.settle()
        assert newspaper.headlines(address)[0] == older.headline


def test_breaking_news_that_ends(newspaper: Newspaper) -> None:
    now = timezone.now()
    story = StoryFactory(published=True, breaking_until=now + timedelta(minutes=5))
    FrontFactory(containers=[container("lead", story)])
    newspaper.settle()
    assert newspaper.read("/ar/").select(".kicker-live")
    assert end_breaking_news(moment=now) == 0
    assert end_breaking_news(moment=now + timedelta(minutes=6)) == 1
    assert newspaper.settle() >= 1
    assert not newspaper.read("/ar/").select(".kicker-live")
    assert Story.objects.get().live


def test_a_front_that_is_scheduled(newspaper: Newspaper) -> None:
    picked, _newest = StoryFactory(published=True), StoryFactory(published=True)
    soon = timezone.now() + timedelta(seconds=2)
    front = FrontFactory(published=False, containers=[container("lead", picked)], go_live_at=soon)
    front.save_revision().publish()
    newspaper.settle()
    assert newspaper.headlines("/ar/")[0] != picked.headline
    assert publish_due(soon - timedelta(seconds=1)) == 0
    time.sleep(max(0.0, (soon - timezone.now()).total_seconds()) + 0.1)
    assert publish_due(timezone.now()) == 1
    newspaper.settle()
    assert newspaper.headlines("/ar/") == [picked.headline]
