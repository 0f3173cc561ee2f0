"""Each story's list keeps itself up as stories come, change and go."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, override_settings

from khabar.related.keeping import keep_related
from khabar.related.models import ChosenList, Reason, RelatedStory
from khabar.related.tasks import choose_again
from khabar.search import following, opening
from khabar.stories.models import Story
from tests.factories import SectionFactory, StoryFactory, TopicFactory
from tests.publishing.conftest import work
from tests.related.conftest import END, HARVEST, MATCH, STRIKE, TALKS, other_news, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pages(tmp_path: Any, index: Callable[[], bool]) -> Any:
    """A folder for finished pages: what follows a publication purges there."""
    with override_settings(KHABAR_PAGES_FOLDER=tmp_path / "pages"):
        yield


def stored(story: Story) -> list[tuple[Story, str]]:
    return [(item.other, item.reason) for item in RelatedStory.objects.beside(story)]


def test_a_story_gets_its_list_when_it_is_published() -> None:
    topic = TopicFactory()
    older = told(HARVEST, topics=[topic])
    story = told(MATCH, topics=[topic])
    work()
    assert stored(story) == [(older, Reason.TOPICS)]


def test_a_new_story_enters_the_lists_of_the_older_ones_that_it_belongs_to() -> None:
    other_news()
    older = told(STRIKE)
    work()
    assert {reason for _story, reason in stored(older)} == {Reason.LATEST}
    story = told(TALKS)
    work()
    assert stored(older)[0] == (story, Reason.CONTINUES)
    assert stored(story)[0] == (older, Reason.EARLIER)


def test_a_story_that_is_unpublished_leaves_all_lists() -> None:
    story, others = told(STRIKE), [told(TALKS), told(END)]
    work()
    assert all(story in dict(stored(other)) for other in others)
    story.unpublish()
    # At once, and not only when the lists are chosen anew.
    assert not any(story in dict(stored(other)) for other in others)
    work()
    assert not RelatedStory.objects.filter(other=story).exists()
    assert not RelatedStory.objects.filter(story=story).exists()


def test_a_correction_of_topics_chooses_both_lists_anew() -> None:
    first, second = TopicFactory(kind="person"), TopicFactory(kind="person")
    about_first, about_second = told(HARVEST, topics=[first]), told(MATCH, topics=[second])
    story = told(STRIKE, topics=[first])
    work()
    assert stored(story)[0] == (about_first, Reason.PEOPLE)
    story.story_topics.all().delete()
    story.story_topics.create(topic=second)
    story.save_revision().publish()
    work()
    assert stored(story)[0] == (about_second, Reason.PEOPLE)
    assert stored(about_second)[0] == (story, Reason.PEOPLE)
    assert (story, Reason.PEOPLE) not in stored(about_first)


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
    person = TopicFactory(kind="person", names={"ar": "ليلى"})
    section = SectionFactory()
    beside = told(MATCH, section=section)
    about = told(HARVEST, topics=[person])
    story = told(STRIKE, section=section, topics=[person])
    for _ in range(2):  # chosen while the page is made, then stored
        page = client.get(story.get_absolute_url()).content.decode()
        related = page.partition('class="related"')[2]
        assert 0 < related.index(about.headline) < related.index(beside.headline)
        work()
    assert "<bdi>ليلى</bdi>" in related


def test_a_list_chosen_without_an_index_is_chosen_again_when_it_is_there() -> None:
    told(HARVEST), told(MATCH)
    strike, story = told(STRIKE), told(TALKS)
    work()
    following.forget()
    shutil.rmtree(opening.root())
    keep_related(number=story.number)
    assert ChosenList.objects.get(story=story).provisional
    assert stored(story)[0][1] == Reason.LATEST
    following.keep_up()
    choose_again()
    assert not ChosenList.objects.get(story=story).provisional
    assert stored(story)[0][0] == strike


def test_a_page_asks_once_for_what_stands_beside_its_story(django_assert_num_queries: Any) -> None:
    told(STRIKE), told(END)
    pk = told(TALKS).pk
    work()
    story = Story.objects.select_related("locale", "section").get(pk=pk)
    template = Template("{% load khabar_related %}{% related_stories story %}")
    # Outside a page that is made to be kept, the cards are asked for as well.
    with django_assert_num_queries(2) as asked:
        beside = template.render(Context({"story": story}))
    assert sum("khabar_related" in query["sql"] for query in asked.captured_queries) == 1
    assert STRIKE[0] in beside


def test_the_same_list_again_is_not_written_again() -> None:
    StoryFactory(published=True)
    story = StoryFactory(published=True)
    work()
    keys = set(RelatedStory.objects.values_list("pk", flat=True))
    story.save_revision().publish()
    work()
    assert set(RelatedStory.objects.values_list("pk", flat=True)) == keys
