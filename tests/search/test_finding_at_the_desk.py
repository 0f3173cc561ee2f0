"""What editors find: drafts too, while they type."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from khabar.search.finding_at_the_desk import numbers_found
from tests.factories import StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
Index = Callable[[], bool]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def listed(editor: Client, query: str) -> str:
    address = reverse("wagtailsnippets_khabar_stories_story:list_results")
    return editor.get(address, {"q": query}).content.decode()


def test_the_list_finds_drafts_and_beginnings_and_any_spelling(
    index: Index, editor: Client
) -> None:
    StoryFactory(headline="مسودة عن الأرجنتين")
    StoryFactory(published=True, headline="افتتاح الجسر")
    index()
    for query in ("الارجنتين", "أرجنتيني", "الأرجن", "مسوده الارج"):
        page = listed(editor, query)
        assert "مسودة عن الأرجنتين" in page
        assert "افتتاح الجسر" not in page


def test_the_list_finds_a_change_that_is_not_published(index: Index, editor: Client) -> None:
    story = StoryFactory(published=True, headline="العنوان المنشور")
    index()
    story.headline = "عنوان التعديل"
    story.save_revision()
    index()
    assert numbers_found("التعديل", language="ar") == [story.number]
    assert numbers_found("المنشور", language="ar") == [story.number]


def test_a_number_in_any_digits_finds_its_story(index: Index, editor: Client) -> None:
    story = StoryFactory(headline="خبر برقم", number=76227)
    index()
    for query in ("76227", "٧٦٢٢٧", "۷۶۲۲۷"):
        assert story.headline in listed(editor, query)


def test_the_chooser_finds_by_the_same_index(index: Index, editor: Client) -> None:
    StoryFactory(headline="الوزير في بغداد")
    index()
    address = reverse("wagtailsnippetchoosers_khabar_stories_story:choose_results")
    assert "الوزير في بغداد" in editor.get(address, {"q": "وزير"}).content.decode()


def test_while_there_is_no_index_headlines_are_looked_through(editor: Client) -> None:
    StoryFactory(headline="خبر بلا فهرس")
    assert "خبر بلا فهرس" in listed(editor, "بلا")
