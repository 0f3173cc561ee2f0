"""A deleted story leaves its number behind, if readers could ever see it."""

from __future__ import annotations

import pytest

from khabar.stories.models import RemovedStory
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db


def test_a_published_story_leaves_its_number_and_language() -> None:
    story = StoryFactory(language="fa", published=True)
    number = story.number
    story.delete()
    assert RemovedStory.objects.values_list("number", "language").get() == (number, "fa")


def test_a_story_that_was_withdrawn_before_leaves_its_number_too() -> None:
    story = StoryFactory(published=True)
    story.unpublish()
    story.delete()
    assert RemovedStory.objects.filter(number=story.number).exists()


def test_a_draft_leaves_nothing() -> None:
    StoryFactory().delete()
    assert not RemovedStory.objects.exists()


def test_the_number_of_a_removed_story_is_not_given_again() -> None:
    story = StoryFactory(published=True)
    number = story.number
    story.delete()
    assert StoryFactory().number == number + 1
