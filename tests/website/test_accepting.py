"""The door for what readers send answers as every other door does, though less stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory

from khabar.comments.models import Comment
from khabar.stories.models import Story
from khabar.website.accepting import Counter, Taking
from tests.comments.sending import address, seal_of
from tests.factories import CommentFactory, StoryFactory
from tests.spool import drain, forget_everything

pytestmark = pytest.mark.django_db
FINE = {"name": "مريم", "email": "maryam@example.org", "text": "شكرا على الخبر."}


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Let a request leave the test's own connection open."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


def ask(
    application: Any, path: str, fields: dict[str, str], headers: dict[str, str] | None = None
) -> tuple[Any, ...]:
    """Send a form to a WSGI application; return its status, headers and body."""
    kind = "application/x-www-form-urlencoded"
    request = RequestFactory().post(path, urlencode(fields), kind, headers=headers)
    said: list[Any] = []
    answer = application(request.environ, lambda *status: said.extend(status[:2]))
    return said[0], sorted(said[1]), b"".join(answer)


def both(
    path: str, fields: dict[str, str], headers: dict[str, str] | None = None
) -> list[tuple[Any, ...]]:
    """Return what the counter and what all of Django answers."""
    answers = []
    for door in (Counter(WSGIHandler(), Taking()), WSGIHandler()):
        answers.append(ask(door, path, fields, headers))
        drain()
        forget_everything()
    return answers


@pytest.mark.parametrize(
    ("status", "words", "headers"),
    [
        ("303", {}, {}),
        ("422", {"email": "nobody"}, {}),
        ("403", {"seal": "x"}, {}),
        ("403", {}, {"Origin": "https://evil.example"}),
        ("413", {"text": "a" * 300_000}, {}),
        ("400", {}, {"Host": "evil.example"}),
    ],
)
def test_its_answers_are_djangos(
    story: Story, status: str, words: dict[str, str], headers: dict[str, str]
) -> None:
    fields = FINE | {"seal": seal_of(story)} | words
    counter, whole = both(address(story), fields, headers)
    assert counter[0].startswith(status)
    assert counter == whole
    names = {name for name, _ in counter[1]}
    assert "Content-Security-Policy" in names
    assert not {"Set-Cookie", "Vary"} & names


@pytest.mark.parametrize("what", ["vote", "report"])
def test_votes_and_reports_pass_through_it(story: Story, what: str) -> None:
    comment: Comment = CommentFactory(story=story, approved=True)
    said = {"agree": str(comment.pk), "comment": str(comment.pk), "reason": "spam"}
    counter, whole = both(f"{address(story)}{what}/", said)
    assert counter == whole
    assert counter[0][:3] in ("200", "303")


def test_what_comes_in_is_filed(story: Story) -> None:
    ask(Counter(WSGIHandler(), Taking()), address(story), FINE | {"seal": seal_of(story)})
    drain()
    assert Comment.objects.get().text == FINE["text"]


def test_what_is_read_does_not_go_through_it(story: Story) -> None:
    def other(environ: Any, start: Any) -> list[bytes]:
        return [b"other"]

    counter = Counter(other, Taking())
    for method in ("GET", "HEAD", "PUT"):
        environ = RequestFactory().generic(method, address(story)).environ
        assert counter(environ, lambda *_: None) == [b"other"]
