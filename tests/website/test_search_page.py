"""The search page, over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from khabar.search import opening
from tests.factories import SectionFactory, StoryFactory, TopicFactory, paragraph
from tests.search.conftest import index

__all__ = ["index"]

pytestmark = pytest.mark.django_db
Index = Callable[[], bool]


def page(client: Client, language: str = "ar", **query: str) -> str:
    response = client.get(f"/{language}/search/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_matches_are_marked_and_markup_stays_text(client: Client, index: Index) -> None:
    StoryFactory(
        published=True,
        headline='زيارة <script>alert("x")</script> الوزير',
        body=[paragraph("<p>قال مُؤكِّداً ذلك &lt;img src=x onerror=alert(1)&gt;</p>")],
    )
    index()
    html = page(client, q="وزير")
    assert "<mark>الوزير</mark>" in html
    assert "<script>alert" not in html and "<img src=x" not in html
    assert "<mark>مُؤكِّداً</mark>" in page(client, q="مؤكدا")


def test_what_is_asked_for_is_shown_as_text(client: Client, index: Index) -> None:
    index()
    html = page(client, q='"><script>alert(1)</script>')
    assert "<script>alert(1)" not in html


def test_results_are_no_page_for_robots_and_the_bare_page_is(client: Client, index: Index) -> None:
    StoryFactory(published=True, headline="خبر")
    index()
    results, bare = client.get("/ar/search/", {"q": "خبر"}), client.get("/ar/search/")
    assert results.headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in bare.headers


@pytest.mark.parametrize("query", ["76227", "٧٦٢٢٧", "۷۶۲۲۷"])
def test_a_number_opens_its_story(client: Client, query: str) -> None:
    StoryFactory(published=True, number=76227)
    response = client.get("/ar/search/", {"q": query})
    assert (response.status_code, response.headers["Location"]) == (302, "/ar/76227/")


def test_facets_lead_to_narrower_searches(client: Client, index: Index) -> None:
    politics = SectionFactory(slug="politics", names={"ar": "سياسة"})
    topic = TopicFactory(slug="bridges", names={"ar": "جسور"})
    old = datetime(2019, 5, 1, tzinfo=UTC)
    StoryFactory(headline="الجسر القديم", section=politics, topics=[topic], published_at=old)
    StoryFactory(published=True, headline="الجسر الحديث")
    index()
    html = page(client, q="الجسر")
    for link in ("section=politics", "topic=bridges", "year=2019"):
        assert link in html
        name, value = link.split("=")
        narrowed = page(client, q="الجسر", **{name: value})
        assert "القديم" in narrowed and "الحديث" not in narrowed


def test_other_languages_are_counted_and_a_link_away(client: Client, index: Index) -> None:
    StoryFactory(published=True, headline="خبر Reuters")
    StoryFactory.create_batch(2, language="fa", published=True, headline="Reuters خبر داد")
    index()
    html = page(client, q="reuters")
    assert "/fa/search/?q=reuters" in html
    assert html.count('class="result"') == 1
    assert page(client, "fa", q="reuters").count('class="result"') == 2


def test_an_unknown_value_of_a_facet_finds_nothing_and_does_no_harm(
    client: Client, index: Index
) -> None:
    StoryFactory(published=True, headline="خبر")
    index()
    for name in ("section", "topic", "by", "year"):
        assert client.get("/ar/search/", {"q": "خبر", name: "'\"<x>"}).status_code == 200


@pytest.mark.parametrize("number", ["0", "26", "-1", "x", "9" * 30])
def test_there_are_no_pages_beyond_the_last(client: Client, index: Index, number: str) -> None:
    index()
    assert client.get("/ar/search/", {"q": "خبر", "page": number}).status_code == 404


def test_a_query_that_is_too_long_stays_in_the_field(client: Client, index: Index) -> None:
    index()
    html = page(client, q="خبر " * 60)
    assert 'aria-invalid="true"' in html


def test_while_the_index_is_built_the_page_says_so(client: Client) -> None:
    shutil.rmtree(opening.root(), ignore_errors=True)
    response = client.get("/en/search/", {"q": "bridge"})
    assert response.status_code == 503
    assert "Search is being prepared" in response.content.decode()


def test_nothing_found_helps_on(client: Client, index: Index) -> None:
    StoryFactory.create_batch(3, published=True, headline="اجتماع اللواء باقري")
    index()
    html = page(client, q="اللوء باقري")
    assert "اللواء باقري</bdi></a>" in html
    assert "in=all" in html


def test_a_search_has_feeds(client: Client, index: Index) -> None:
    StoryFactory(published=True, headline="الجسر الحديث")
    StoryFactory(published=True, headline="خبر آخر", lead="لا شيء")
    index()
    for form in ("feed.xml", "atom.xml", "feed.json"):
        text = client.get(f"/ar/search/{form}", {"q": "الجسر"}).content.decode()
        assert "الحديث" in text and "خبر آخر" not in text
    assert client.get("/ar/search/feed.xml").status_code == 404


def test_suggestions_are_names_then_headlines(client: Client, index: Index) -> None:
    topic = TopicFactory(slug="iran", names={"ar": "الإيرانيون"})
    StoryFactory(published=True, headline="إيران تفتتح جسرا", topics=[topic], number=9)
    index()
    answer = client.get("/ar/search/suggestions.json", {"q": "ايران"}).json()["suggestions"]
    assert answer == [
        {"kind": "topics", "text": "الإيرانيون", "address": "/ar/topic/iran/"},
        {"kind": "story", "text": "إيران تفتتح جسرا", "address": "/ar/9/"},
    ]
    for query in ("", "ا", "***", "[", "\\"):
        assert client.get("/ar/search/suggestions.json", {"q": query}).status_code == 200


def test_a_page_of_results_asks_the_database_as_little_for_three_as_for_one(
    client: Client, index: Index, django_assert_num_queries: Any
) -> None:
    StoryFactory(published=True, headline="خبر")
    index()
    client.get("/ar/search/", {"q": "خبر"})
    with django_assert_num_queries(FEW):
        client.get("/ar/search/", {"q": "خبر"})
    StoryFactory.create_batch(2, published=True, headline="خبر")
    index()
    with django_assert_num_queries(FEW + 1):  # two sections to name
        client.get("/ar/search/", {"q": "خبر"})


FEW = 5
