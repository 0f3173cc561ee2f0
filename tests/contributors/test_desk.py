"""Sources at the desk."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.contributors.models import Source
from tests.factories import SourceFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
SOURCES = "/desk/snippets/khabar_contributors/source/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def test_an_editor_adds_a_source_and_is_told_where_there_is_one(desk: Client) -> None:
    given = {"names_ar": "وكالة الساحل", "names_fa": "", "names_en": "Sahel", "slug": "sahel"}
    fields = given | {"other_names": "SNA", "link": "https://example.org/"}
    assert desk.post(f"{SOURCES}add/", fields).status_code == 302
    assert Source.objects.find("sna") == Source.objects.get(slug="sahel")
    refused = desk.post(f"{SOURCES}add/", fields | {"slug": "other", "names_ar": "أخرى"})
    errors = BeautifulSoup(refused.content, "html.parser").select(".w-field__errors")
    assert any("وكالة الساحل" in error.get_text() for error in errors)
    assert Source.objects.count() == 1


def test_a_link_that_is_no_website_is_refused(desk: Client) -> None:
    fields = {"names_ar": "وكالة", "slug": "a", "link": "javascript:alert(1)"}
    desk.post(f"{SOURCES}add/", fields)
    assert not Source.objects.exists()


def test_a_story_s_form_offers_the_sources(desk: Client) -> None:
    story = StoryFactory(source=SourceFactory(names={"ar": "وكالة الساحل"}))
    form = desk.get(f"/desk/snippets/khabar_stories/story/edit/{story.pk}/").content.decode()
    assert "وكالة الساحل" in form
    found = desk.get("/desk/snippets/choose/khabar_contributors/source/results/", {"q": "الساحل"})
    assert "وكالة الساحل" in found.content.decode()


def test_a_source_that_stories_name_is_not_deleted(desk: Client) -> None:
    source = SourceFactory()
    StoryFactory(source=source)
    page = desk.get(f"{SOURCES}delete/{source.pk}/")
    assert page.status_code == 200
    desk.post(f"{SOURCES}delete/{source.pk}/")
    assert Source.objects.filter(pk=source.pk).exists()
