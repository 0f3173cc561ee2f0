"""Stories that go on: they make themselves, editors mend them, readers read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from khabar.related.models import Chapter, RunningStory
from khabar.stories.models import Story
from tests.factories import SectionFactory, UserFactory, paragraph, publish
from tests.publishing.conftest import work
from tests.related.conftest import END, HARVEST, STRIKE, TALKS, other_news, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Any, index: Callable[[], bool]) -> Any:
    """A folder for finished pages, and an index of the test's own."""
    with override_settings(KHABAR_PAGES_FOLDER=tmp_path / "pages"):
        yield


def strike_told() -> list[Story]:
    """Return three stories that continue each other, published one after another; others before."""
    section, now = SectionFactory(), timezone.now()
    other_news()
    found = []
    for days, text in enumerate((STRIKE, TALKS, END)):
        found.append(told(text, section=section, published_at=now - timedelta(days=2 - days)))
        work()
    return found


def chapters() -> set[int]:
    return set(Chapter.objects.standing().values_list("story", flat=True))


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def mend(desk: Client, running: RunningStory, **given: Any) -> Any:
    return desk.post(reverse("khabar_running_story", args=[running.pk]), given)


def test_three_stories_of_one_matter_become_a_running_story() -> None:
    stories = strike_told()
    assert RunningStory.objects.get().called == STRIKE[0]
    assert chapters() == {story.pk for story in stories}


def test_readers_see_it_from_the_latest_on_and_how_it_began(client: Client) -> None:
    strike_told()
    running = RunningStory.objects.get()
    page = client.get(running.get_absolute_url()).content.decode()
    timeline = page.partition('class="list"')[2]
    places = [timeline.index(text[0]) for text in (END, TALKS, STRIKE)]
    assert places == sorted(places)
    assert STRIKE[0] in page.partition('class="know-first"')[2].partition("</section>")[0]
    feed = client.get(f"{running.get_absolute_url()}feed.xml")
    assert END[0] in feed.content.decode()


def test_the_storys_page_leads_there_without_a_further_query(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    story = strike_told()[0]
    page = client.get(story.get_absolute_url()).content.decode()
    assert RunningStory.objects.get().get_absolute_url() in page.partition('class="related"')[2]


def test_what_was_taken_out_does_not_come_back(desk: Client) -> None:
    _strike, talks, _end = strike_told()
    running = RunningStory.objects.get()
    mend(desk, running, deed="out", story=[talks.pk])
    assert talks.pk not in chapters()
    publish(talks)
    work()
    assert talks.pk not in chapters()


def rewrite(story: Story, text: tuple[str, str, str]) -> None:
    story.refresh_from_db()
    story.headline, story.lead = text[0], text[1]
    story.body = [paragraph(f"<p>{text[2]}</p>")]
    publish(story)
    work()


def test_a_story_that_is_rewritten_leaves_what_it_no_longer_tells_of(client: Client) -> None:
    _strike, talks, _end = strike_told()
    running = RunningStory.objects.get()
    rewrite(talks, HARVEST)
    assert talks.pk not in chapters()
    assert HARVEST[0] not in client.get(running.get_absolute_url()).content.decode()
    rewrite(talks, TALKS)
    assert talks.pk in chapters()


def test_what_an_editor_placed_stays_however_it_is_rewritten(desk: Client) -> None:
    _strike, talks, _end = strike_told()
    mend(desk, RunningStory.objects.get(), deed="in", number=str(talks.number))
    rewrite(talks, HARVEST)
    assert talks.pk in chapters()


def test_a_story_is_moved_in_by_its_number_in_any_digits(desk: Client) -> None:
    strike_told()
    other = told(("خبر بعيد عن ذلك كله", "", ""))
    running = RunningStory.objects.get()
    digits = str(other.number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    mend(desk, running, deed="in", number=digits)
    assert Chapter.objects.get(story=other).state == Chapter.State.PLACED


def test_what_is_split_off_stands_for_itself_and_can_be_merged_again(desk: Client) -> None:
    _strike, talks, end = strike_told()
    running = RunningStory.objects.get()
    mend(desk, running, deed="split", story=[talks.pk, end.pk])
    new = RunningStory.objects.exclude(pk=running.pk).get()
    assert {chapter.story_id for chapter in new.chapters.standing()} == {talks.pk, end.pk}
    mend(desk, running, deed="merge", other=new.pk)
    assert running.chapters.standing().count() == 3
    answer = desk.get(new.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, running.get_absolute_url())


def test_a_strange_number_says_what_to_do(desk: Client) -> None:
    strike_told()
    answer = desk.post(
        reverse("khabar_running_story", args=[RunningStory.objects.get().pk]),
        {"deed": "in", "number": "none"},
        follow=True,
    )
    assert answer.status_code == 200
    assert len(chapters()) == 3


def test_its_page_is_nobodys_in_another_language(client: Client) -> None:
    strike_told()
    assert client.get(f"/fa/running/{RunningStory.objects.get().pk}/").status_code == 404


def test_who_may_not_change_it_does_not(client: Client) -> None:
    strike_told()
    client.force_login(UserFactory(is_staff=True))
    running = RunningStory.objects.get()
    mend(client, running, deed="out", story=list(chapters()))
    assert len(chapters()) == 3
