"""Adverts as readers meet them: on pages, and on the way to the advertiser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from khabar.adverts.models import Advert
from khabar.stories.models import Story
from tests.factories import AdvertFactory, PictureFactory, StoryFactory

pytestmark = pytest.mark.django_db


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


@pytest.mark.parametrize("slot", ["overlay", "story"])
def test_a_story_shows_the_advert_of_its_edition(story: Story, slot: str) -> None:
    AdvertFactory(slot=slot, text="للقراء بالعربية")
    AdvertFactory(slot=slot, text="برای خوانندگان", language="fa")
    html = page(story.get_absolute_url())
    assert html.count("للقراء بالعربية") == 1
    assert "برای خوانندگان" not in html


def test_a_front_shows_its_advert_and_the_bar() -> None:
    StoryFactory(published=True)
    AdvertFactory(slot="front", text="في الصفحة الأولى")
    AdvertFactory(slot="overlay", text="في أسفل الصفحة")
    AdvertFactory(slot="story", text="في الأخبار وحدها")
    html = page("/ar/")
    assert "في الصفحة الأولى" in html
    assert "في أسفل الصفحة" in html
    assert "في الأخبار وحدها" not in html


def test_a_story_that_forbids_adverts_shows_none() -> None:
    story = StoryFactory(published=True, adverts_allowed=False)
    for slot in ("overlay", "story"):
        AdvertFactory(slot=slot)
    html = page(story.get_absolute_url())
    assert "advert-overlay" not in html
    assert "/adverts/" not in html


def test_nothing_stands_where_nothing_runs(story: Story) -> None:
    AdvertFactory(running=False)
    html = page(story.get_absolute_url())
    assert "<aside" not in html


def test_at_most_one_bar_stands_at_the_edge(story: Story) -> None:
    for _ in range(3):
        AdvertFactory(slot="overlay")
    assert page(story.get_absolute_url()).count("<details") == 1


def test_every_advert_of_a_page_has_a_label_of_its_own(story: Story) -> None:
    for slot in ("overlay", "story"):
        AdvertFactory(slot=slot)
    labels = re.findall(r'<aside[^>]* aria-label="([^"]+)"', page(story.get_absolute_url()))
    assert len(labels) == len(set(labels)) == 2


def test_two_readers_get_the_same_page(story: Story) -> None:
    for _ in range(3):
        AdvertFactory(slot="overlay")
    assert page(story.get_absolute_url()) == page(story.get_absolute_url())


def test_the_bar_is_open_and_closes_without_a_script(story: Story) -> None:
    AdvertFactory(slot="overlay")
    html = page(story.get_absolute_url())
    bar = re.search(r'<details class="advert-overlay" open>(.*?)</details>', html, re.DOTALL)
    assert bar
    assert re.search(r"<summary aria-label=\"[^\"]+\">", bar[1])


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_it_says_in_the_language_of_the_page_that_it_is_an_advert(language: str) -> None:
    story = StoryFactory(language=language, published=True)
    AdvertFactory(slot="overlay", language=language)
    # Neither the desk's language nor another reader's wish may change what everyone gets.
    client = Client(headers={"accept-language": "fa,ar;q=0.8,en;q=0.5"})
    html = client.get(story.get_absolute_url()).content.decode()
    with translation.override(language):
        label, button = gettext("Advertisement"), gettext("Close the advert")
    assert f'<p class="advert-label">{label}</p>' in html
    assert f'<summary aria-label="{button}">' in html


def test_the_link_is_marked_as_paid_for(story: Story) -> None:
    advert = AdvertFactory(slot="story")
    link = re.search(rf'<a[^>]*href="/adverts/{advert.pk}/"[^>]*>', page(story.get_absolute_url()))
    assert link
    assert 'rel="sponsored nofollow noopener"' in link[0]


def test_the_place_of_the_picture_is_kept_before_it_is_there(story: Story) -> None:
    AdvertFactory(slot="story", image=PictureFactory())
    box = page(story.get_absolute_url()).split('class="advert-box"')[1].split("</a>")[0]
    picture = re.search(r"<img[^>]*>", box)
    assert picture
    for attribute in ('width="960"', 'height="240"', 'loading="lazy"', 'alt=""'):
        assert attribute in picture[0]


def test_markup_in_an_advert_is_text(story: Story) -> None:
    AdvertFactory(slot="story", text="<b onclick=x>")
    assert "&lt;b onclick=x&gt;" in page(story.get_absolute_url())


def test_following_leads_to_the_stored_link() -> None:
    advert = AdvertFactory(link="https://example.org/book?from=khabar&to=1")
    response = Client().get(f"/adverts/{advert.pk}/")
    assert (response.status_code, response["Location"]) == (302, advert.link)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert Client().head(f"/adverts/{advert.pk}/").status_code == 302


@pytest.mark.parametrize("name", ["dest", "url", "next", "link", "to", "r"])
def test_nothing_in_the_query_changes_where_it_leads(name: str) -> None:
    advert = AdvertFactory(link="https://example.org/")
    response = Client().get(f"/adverts/{advert.pk}/", {name: "https://evil.example/"})
    assert response["Location"] == "https://example.org/"


def test_a_link_of_another_kind_is_never_followed() -> None:
    advert = AdvertFactory()
    Advert.objects.update(link="javascript:alert(1)")
    assert Client().get(f"/adverts/{advert.pk}/").status_code == 400


def test_an_advert_that_does_not_run_leads_nowhere() -> None:
    off = AdvertFactory(running=False)
    over = AdvertFactory(ends_at=timezone.now() - timedelta(seconds=1))
    later = AdvertFactory(starts_at=timezone.now() + timedelta(minutes=1))
    for pk in (off.pk, over.pk, later.pk, 10**6, 10**30):
        assert Client().get(f"/adverts/{pk}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_only_reads(method: str) -> None:
    assert getattr(Client(), method)(f"/adverts/{AdvertFactory().pk}/").status_code == 405
