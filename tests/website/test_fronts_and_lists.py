"""Fronts, sections, topics, contributors and the search, through HTTP."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    ContributorFactory,
    PictureFactory,
    SectionFactory,
    StoryFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_an_empty_edition_says_so(client: Client, language: str) -> None:
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select(".empty")


def test_a_front_costs_the_same_however_much_is_on_it(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        section = SectionFactory()
        for _ in range(6):
            StoryFactory(published=True, section=section, lead_image=PictureFactory())
    client.get("/ar/")
    with django_assert_max_num_queries(12):
        assert client.get("/ar/").status_code == 200


def test_a_section_goes_on_page_by_page_without_losing_or_repeating(client: Client) -> None:
    section = SectionFactory(slug="politics")
    wanted = {StoryFactory(published=True, section=section).number for _ in range(45)}
    address, seen = "/ar/politics/", []
    for _ in range(3):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        links = page.select(".list .card-headline a")
        seen += [int(str(link["href"]).split("/")[2]) for link in links]
        following = page.select_one('a[rel="next"]')
        if following:
            address = f"/ar/politics/{following['href']}"
    assert following is None
    assert len(seen) == 45
    assert set(seen) == wanted


@pytest.mark.parametrize("after", ["x", "0", "999999", "-1", "٣٣", "1e3"])
def test_a_page_after_no_story_is_not_found(client: Client, after: str) -> None:
    SectionFactory(slug="politics")
    assert client.get("/ar/politics/", {"after": after}).status_code == 404


def test_a_section_that_has_no_name_in_an_edition_is_not_in_it(client: Client) -> None:
    SectionFactory(slug="politics", names={"ar": "سياسة"})
    assert client.get("/ar/politics/").status_code == 200
    assert client.get("/fa/politics/").status_code == 404


def test_topics_and_contributors_have_pages(client: Client) -> None:
    topic = TopicFactory(slug="water", names={"ar": "المياه"})
    contributor = ContributorFactory(slug="layla", names={"ar": "ليلى"})
    story = StoryFactory(published=True, topics=[topic], contributors=[contributor])
    for address in ("/ar/topic/water/", "/ar/by/layla/"):
        assert story.headline in client.get(address).content.decode()
    assert client.get("/ar/topic/none/").status_code == 404
    assert client.get("/ar/by/none/").status_code == 404


@pytest.mark.parametrize("digits", ["812", "٨١٢", "۸۱۲", " 812 "])
def test_a_number_in_the_search_box_opens_the_story(client: Client, digits: str) -> None:
    StoryFactory(number=812, published=True)
    response = client.get("/fa/search/", {"q": digits})
    assert (response.status_code, response["Location"]) == (302, "/ar/812/")


def test_the_search_keeps_what_was_typed_and_escapes_it(client: Client) -> None:
    html = client.get("/ar/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_query_that_is_too_long_is_refused_with_a_reason(client: Client) -> None:
    page = BeautifulSoup(client.get("/ar/search/", {"q": "ا" * 500}).content, "html.parser")
    assert page.select("#query-error")


@pytest.mark.parametrize("query", ["خبر", "zzz", "ا" * 500])
def test_results_stay_out_of_search_engines(client: Client, query: str) -> None:
    response = client.get("/ar/search/", {"q": query})
    page = BeautifulSoup(response.content, "html.parser")
    assert response["X-Robots-Tag"] == "noindex"
    assert page.select("meta[name=robots][content=noindex]")
    # Beside "noindex" it would say that the two pages are one, so that neither is indexed.
    assert not page.select("link[rel=canonical]")


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?after=9"])
def test_the_page_where_a_search_begins_can_be_found(client: Client, query: str) -> None:
    response = client.get(f"/ar/search/{query}")
    page = BeautifulSoup(response.content, "html.parser")
    assert "X-Robots-Tag" not in response and not page.select("meta[name=robots]")
    (canonical,) = page.select("link[rel=canonical]")
    assert canonical["href"] == "http://localhost:8000/ar/search/"


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_a_page_that_does_not_exist_says_so_in_the_edition_s_language(
    client: Client, language: str
) -> None:
    response = client.get(f"/{language}/no-such-section/")
    html = BeautifulSoup(response.content, "html.parser").html
    assert response.status_code == 404
    assert html and html["lang"] == language
