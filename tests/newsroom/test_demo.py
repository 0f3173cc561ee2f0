"""The demonstration newsroom: whole, readable in three languages, and made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from khabar.accounts.models import User
from khabar.comments.models import Comment
from khabar.newsroom.demonstration.reading import drafts, names
from khabar.stories.models import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def newsroom(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, made once; what a test adds to it is gone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", no_serve=True, verbosity=0)
        yield
        transaction.set_rollback(True)


def test_every_story_names_what_exists() -> None:
    known = names()
    topics = {slug for group in known["topics"].values() for slug in group}
    keys = {(draft.language, draft.key) for draft in drafts()}
    for draft in drafts():
        fields = draft.fields
        assert fields["section"] in known["sections"], draft.key
        assert {credit["contributor"] for credit in fields["credits"]} <= set(known["contributors"])
        assert set(fields["topics"]) <= topics, draft.key
        assert fields.get("image", "harbour") in known["pictures"], draft.key
        assert {(draft.language, key) for key in fields.get("pinned", [])} <= keys, draft.key


def test_the_demonstration_fills_three_editions_and_can_be_run_again(
    newsroom: None, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    published = Story.objects.published().select_related("locale")
    by_language = Counter(story.language for story in published)
    assert by_language["ar"] >= 40
    assert by_language["fa"] >= 20
    assert by_language["en"] >= 20
    for language in by_language:
        front = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
        assert len(front.select("article.card, .ranked li")) >= 15
        assert front.select(".advert-overlay")
    for story in published:
        assert client.get(story.get_absolute_url()).status_code == 200
    before = (Story.objects.count(), Comment.objects.count(), User.objects.count())
    call_command("demo", no_serve=True, verbosity=0)
    assert (Story.objects.count(), Comment.objects.count(), User.objects.count()) == before
    assert "editor /" in capsys.readouterr().out


def test_it_is_a_paper_of_its_own_with_arranged_fronts(newsroom: None, client: Client) -> None:
    for language, name in names()["brand"]["names"].items():
        front = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
        masthead = front.select_one(".wordmark")
        assert masthead and masthead.get_text(strip=True) == name
        assert masthead.select(".logo img") and masthead.select("source[media*=dark]")
        assert front.select_one("link[href^='/brand-']")
        assert front.select(".front-lead .kicker-live")
        assert len(front.select(".front-lead .card-links a")) == 2
        assert front.select(".row-opinion .card-byline bdi")
        science = BeautifulSoup(client.get(f"/{language}/science/").content, "html.parser")
        assert science.select(".front-top .card-links a")
        shown = [link["href"] for link in science.select(".card-headline a, .card-links a")]
        there = Story.objects.published().in_language(language).filter(section__slug="science")
        # At the top or in the list below, each once.
        assert sorted(shown) == sorted(story.get_absolute_url() for story in there)
