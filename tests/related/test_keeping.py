"""Each story's list keeps itself up as stories come, change and go."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from khabar.related.models import Reason, RelatedStory
from khabar.stories.models import Story
from tests.factories import SectionFactory, StoryFactory, TopicFactory
from tests.publishing.conftest import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pages(tmp_path: Any) -> Any:
    """A folder for finished pages: what follows a publication purges there."""
    with override_settings(KHABAR_PAGES_FOLDER=tmp_path / "pages"):
        yield


def stored(story: Story) -> list[tuple[Story, str]]:
    return [(item.other, item.reason) for item in RelatedStory.objects.beside(story)]


def test_a_story_gets_its_list_when_it_is_published() -> None:
    topic = TopicFactory()
    older = StoryFactory(published=True, topics=[topic])
    story = StoryFactory(published=True, topics=[topic])
    work()
    assert stored(story) == [(older, Reason.TOPICS)]


def test_a_new_story_enters_the_lists_of_the_older_ones_that_it_belongs_to() -> None:
    topic = TopicFactory()
    older = StoryFactory(published=True, topics=[topic])
    elsewhere = StoryFactory(published=True)
    work()
    assert stored(older) == [(elsewhere, Reason.LATEST)]
    story = StoryFactory(published=True, topics=[topic])
    work()
    assert stored(older)[0] == (story, Reason.TOPICS)


def test_a_story_that_is_unpublished_leaves_all_lists() -> None:
    section = SectionFactory()
    story = StoryFactory(published=True, section=section)
    others = [StoryFactory(published=True, section=section) for _ in range(2)]
    work()
    assert all((story, Reason.SECTION) in stored(other) for other in others)
    story.unpublish()
    # At once, and not only when the lists are chosen anew.
    assert not any((story, Reason.SECTION) in stored(other) for other in others)
    work()
    assert not RelatedStory.objects.filter(other=story).exists()
    assert not RelatedStory.objects.filter(story=story).exists()


def test_a_correction_of_topics_chooses_both_lists_anew() -> None:
    first, second = TopicFactory(), TopicFactory()
    about_first = StoryFactory(published=True, topics=[first])
    about_second = StoryFactory(published=True, topics=[second])
    story = StoryFactory(published=True, topics=[first])
    work()
    story.story_topics.all().delete()
    story.story_topics.create(topic=second)
    story.save_revision().publish()
    work()
    assert stored(story)[0] == (about_second, Reason.TOPICS)
    assert stored(about_second)[0] == (story, Reason.TOPICS)
    assert (story, Reason.TOPICS) not in stored(about_first)


def test_what_an_editor_pins_is_stored_with_the_next_publication() -> None:
    other = StoryFactory(published=True)
    story = StoryFactory(published=True)
    story.related_choices.create(other=other)
    story.save_revision().publish()
    work()
    assert stored(story) == [(other, Reason.PINNED)]


def test_a_deleted_story_leaves_no_place_behind() -> None:
    story, other = StoryFactory(published=True), StoryFactory(published=True)
    work()
    story.delete()
    work()
    assert stored(other) == []


def test_readers_see_the_stored_list_in_its_order(client: Client) -> None:
    topic = TopicFactory()
    section = SectionFactory()
    beside = StoryFactory(published=True, section=section, headline="من القسم نفسه")
    about = StoryFactory(published=True, topics=[topic], headline="عن الموضوع نفسه")
    story = StoryFactory(published=True, section=section, topics=[topic])
    for _ in range(2):  # chosen while the page is made, then stored
        page = client.get(story.get_absolute_url()).content.decode()
        related = page.partition('class="related"')[2]
        assert 0 < related.index(about.headline) < related.index(beside.headline)
        work()


def test_the_same_list_again_is_not_written_again() -> None:
    StoryFactory(published=True)
    story = StoryFactory(published=True)
    work()
    keys = set(RelatedStory.objects.values_list("pk", flat=True))
    story.save_revision().publish()
    work()
    assert set(RelatedStory.objects.values_list("pk", flat=True)) == keys
