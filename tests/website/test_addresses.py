"""One story, one address: every other way to write it leads there in one step."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from khabar.stories.models import Story
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return StoryFactory(number=76227, published=True)


@pytest.mark.parametrize(
    "address",
    [
        "/ar/76227",
        "/ar/٧٦٢٢٧/",
        "/ar/۷۶۲۲۷/",
        "/ar/۷۶۲۲۷",
        "/ar/076227/",
        "/fa/76227/",
        "/fa/۷۶۲۲۷",
        "/en/٧٦٢٢٧",
        "/76227",
        "/76227/",
        "/٧٦٢٢٧/",
    ],
)
def test_every_writing_of_a_number_leads_to_the_one_address(
    client: Client, story: Story, address: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/ar/76227/")


def test_the_one_address_shows_the_story(client: Client, story: Story) -> None:
    response = client.get("/ar/76227/")
    assert response.status_code == 200
    assert story.headline in response.content.decode()


def test_a_draft_is_not_found(client: Client) -> None:
    StoryFactory(number=5)
    assert client.get("/ar/5/").status_code == 404
    assert client.get("/5/").status_code == 404


def test_an_unpublished_story_is_not_found(client: Client, story: Story) -> None:
    story.unpublish()
    assert client.get("/ar/76227/").status_code == 404


def test_a_deleted_story_is_gone_in_every_writing(client: Client, story: Story) -> None:
    story.delete()
    for address in ("/ar/76227/", "/ar/٧٦٢٢٧", "/fa/76227/", "/76227/"):
        assert client.get(address).status_code == 410, address


def test_a_number_of_no_story_is_not_found(client: Client) -> None:
    assert client.get("/ar/999999999999/").status_code == 404


def test_an_old_address_leads_to_the_story_once(client: Client, story: Story) -> None:
    Redirect.add_redirect("/news/show.aspx", story.get_absolute_url())
    response = client.get("/news/show.aspx")
    assert (response.status_code, response["Location"]) == (301, "/ar/76227/")


@pytest.mark.parametrize(
    ("accepted", "front"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.5", "/fa/"),
        ("en-GB", "/en/"),
        ("de-DE,de;q=0.9", "/ar/"),
        ("", "/ar/"),
        ("de;q=0.9,en;q=0.8", "/en/"),
        ("*;;=,,\x00", "/ar/"),
    ],
)
def test_the_bare_site_leads_to_the_reader_s_edition(
    client: Client, accepted: str, front: str
) -> None:
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, front)
    assert response["Vary"] == "Accept-Language"


@pytest.mark.parametrize("address", ["/ar", "/fa/search", "/ar/politics", "/en/topic/water"])
def test_a_missing_slash_is_put_right(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, f"{address}/")
