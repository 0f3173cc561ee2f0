"""Reading stories: what each question keeps, and how many queries it costs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from khabar.stories.models import Story
from tests.factories import ContributorFactory, PictureFactory, SectionFactory, StoryFactory
from tests.factories import TopicFactory as Topics

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 20, 6, tzinfo=UTC)
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)


def test_readers_get_what_is_published_and_no_draft() -> None:
    StoryFactory()
    published = StoryFactory(published=True)
    withdrawn = StoryFactory(published=True)
    withdrawn.unpublish()
    assert list(Story.objects.published()) == [published]


def test_an_edition_has_the_stories_of_its_language() -> None:
    StoryFactory(language="ar")
    persian = StoryFactory(language="fa")
    assert list(Story.objects.in_language("fa")) == [persian]


def test_a_section_has_its_own_stories() -> None:
    politics = SectionFactory()
    StoryFactory()
    story = StoryFactory(section=politics)
    assert list(Story.objects.in_section(politics)) == [story]


def test_a_topic_has_the_stories_about_it() -> None:
    tehran = Topics()
    StoryFactory(published=True, topics=[Topics()])
    story = StoryFactory(published=True, topics=[Topics(), tehran])
    assert list(Story.objects.about(tehran)) == [story]


def test_a_contributor_credited_twice_has_the_story_once() -> None:
    maryam = ContributorFactory()
    StoryFactory(contributors=[ContributorFactory()])
    story = StoryFactory(contributors=[maryam, maryam])
    assert list(Story.objects.by(maryam)) == [story]


def test_stories_can_be_left_out() -> None:
    first, second = StoryFactory.create_batch(2)
    assert list(Story.objects.except_for([first])) == [second]


def test_since_keeps_what_was_published_at_that_moment_and_later() -> None:
    StoryFactory(published_at=MORNING)
    at_noon = StoryFactory(published_at=NOON)
    assert list(Story.objects.since(NOON)) == [at_noon]


def test_the_newest_story_comes_first_and_at_one_moment_the_higher_number() -> None:
    first = StoryFactory(published_at=NOON)
    old = StoryFactory(published_at=MORNING)
    second = StoryFactory(published_at=NOON)
    assert list(Story.objects.newest_first()) == [second, first, old]


def shown_on_a_card(story: Story) -> tuple[Any, ...]:
    picture = story.lead_image
    return (
        story.language,
        story.headline,
        picture and list(picture.renditions.all()),
    )


def shown_on_a_page(story: Story) -> tuple[Any, ...]:
    credits = [credit.contributor.name_in(story.language) for credit in story.credits.all()]
    topics = [topic.name_in(story.language) for topic in story.topics]
    return (story.section.name_in(story.language), str(story.body), credits, topics)


def full_story() -> Story:
    return StoryFactory(
        published=True,
        lead_image=PictureFactory(),
        topics=[Topics(), Topics()],
        contributors=[ContributorFactory()],
    )


def test_three_cards_cost_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    for count in (1, 3):
        Story.objects.all().delete()
        for _ in range(count):
            full_story()
        with django_assert_max_num_queries(2):
            stories = list(Story.objects.published().for_cards())
            assert len([shown_on_a_card(story) for story in stories]) == count


def test_a_story_is_read_in_three_queries_however_much_it_has(
    django_assert_num_queries: Any,
) -> None:
    number = full_story().number
    with django_assert_num_queries(3):
        story = Story.objects.published().read(number)
        assert story and [shown_on_a_page(story), story.published_translations]
