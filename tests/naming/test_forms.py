"""Names at the desk: an input for each language."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.topics.models import Section
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
ADD = "/desk/snippets/khabar_topics/section/add/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def test_each_language_has_an_input_in_its_own_direction(desk: Client) -> None:
    page = BeautifulSoup(desk.get(ADD).content, "html.parser")
    found = {tag["lang"]: tag["dir"] for tag in page.select(".khabar-names input")}
    assert found == {"ar": "rtl", "fa": "rtl", "en": "ltr"}
    labels = {tag["for"] for tag in page.select(".khabar-names label")}
    assert labels == {tag["id"] for tag in page.select(".khabar-names :is(input, textarea)")}


def test_what_is_left_empty_is_no_name(desk: Client) -> None:
    fields = {"names_ar": " سياسة ", "names_fa": "", "names_en": "Politics", "slug": "politics"}
    desk.post(ADD, fields | {"position": 1})
    assert Section.objects.get().names == {"ar": "سياسة", "en": "Politics"}


def test_a_name_is_needed_in_one_language(desk: Client) -> None:
    response = desk.post(ADD, {"slug": "politics", "position": 1})
    assert response.status_code == 200
    assert not Section.objects.exists()


@pytest.mark.parametrize("slug", ["search", "topic", "by", "archive", "123"])
def test_a_slug_that_means_something_else_is_refused(desk: Client, slug: str) -> None:
    desk.post(ADD, {"names_en": "Politics", "slug": slug, "position": 1})
    assert not Section.objects.exists()


def test_a_thing_is_called_by_the_name_of_the_language_or_any() -> None:
    section = SectionFactory(slug="politics", names={"fa": "سیاست"})
    assert section.name_in("fa") == "سیاست"
    assert section.name_in("en") == "سیاست"
    assert SectionFactory(slug="none", names={}).name_in("ar") == "none"
