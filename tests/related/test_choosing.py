"""What stands beside a story."""

from __future__ import annotations

import pytest

from khabar.related.choosing import Reason, choose_related
from khabar.stories.models import RelatedChoice, Story
from tests.factories import SectionFactory, StoryFactory, TopicFactory

pytestmark = pytest.mark.django_db


def chosen(story: Story) -> list[tuple[Story, Reason]]:
    return [(item.story, item.reason) for item in choose_related(story)]


def test_pinned_come_first_then_shared_topics_then_the_section() -> None:
    section, topic, rarer = SectionFactory(), TopicFactory(), TopicFactory()
    same_section = StoryFactory(published=True, section=section)
    one_topic = StoryFactory(published=True, topics=[topic])
    two_topics = StoryFactory(published=True, topics=[topic, rarer])
    pinned = StoryFactory(published=True)
    story = StoryFactory(published=True, section=section, topics=[topic, rarer])
    story.related_choices.create(other=pinned)
    assert chosen(story) == [
        (pinned, Reason.PINNED),
        (two_topics, Reason.TOPICS),
        (one_topic, Reason.TOPICS),
        (same_section, Reason.SECTION),
    ]


def test_a_story_is_never_beside_itself_nor_another_twice() -> None:
    section, topic = SectionFactory(), TopicFactory()
    other = StoryFactory(published=True, section=section, topics=[topic])
    story = StoryFactory(published=True, section=section, topics=[topic])
    story.related_choices.create(other=other)
    assert chosen(story) == [(other, Reason.PINNED)]


def test_what_an_editor_blocked_never_shows() -> None:
    section = SectionFactory()
    other = StoryFactory(published=True, section=section)
    story = StoryFactory(published=True, section=section)
    story.related_choices.create(other=other, kind=RelatedChoice.Kind.BLOCKED)
    assert chosen(story) == []


def test_drafts_and_other_languages_never_show() -> None:
    section = SectionFactory()
    StoryFactory(section=section)
    StoryFactory(section=section, language="fa", published=True)
    unpublished = StoryFactory(published=True)
    story = StoryFactory(published=True, section=section)
    story.related_choices.create(other=unpublished)
    unpublished.unpublish()
    assert chosen(story) == []


def test_newer_stories_come_before_older_ones() -> None:
    section = SectionFactory()
    older = StoryFactory(published=True, section=section)
    newer = StoryFactory(published=True, section=section)
    story = StoryFactory(published=True, section=section)
    assert [item for item, _ in chosen(story)] == [newer, older]


def test_no_story_stands_alone_while_there_are_others() -> None:
    other = StoryFactory(published=True)
    assert chosen(StoryFactory(published=True)) == [(other, Reason.LATEST)]
