"""Asking Akismet, played by a server of the test's own: off by default, brief, and never decisive
where it fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from khabar.comments.models import Comment
from tests.factories import CommentFactory
from tests.spool import drain

pytestmark = pytest.mark.django_db


class Played(ThreadingHTTPServer):
    """Answers as it is told, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answer, self.status, self.location = b"false", 200, ""
        self.asked: list[dict[str, str]] = []
        self.silent = threading.Event()
        self.silent.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/1.1/comment-check"


class Answering(BaseHTTPRequestHandler):
    """One request."""

    server: Played

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append({name: value[0] for name, value in parse_qs(body).items()})
        self.server.silent.wait(30)
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def akismet(settings: Any) -> Iterator[Played]:
    server = Played()
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    settings.COMMENTS_AKISMET_KEY, settings.COMMENTS_AKISMET_URL = "a-key", server.url
    settings.COMMENTS_AKISMET_SECONDS = 30
    yield server
    server.silent.set()
    server.shutdown()
    thread.join()
    server.server_close()


def received(text: str = "رأيي في الجسر", **more: Any) -> Comment:
    comment = CommentFactory(text=text, status="received", network="192.0.2.0/24", **more)
    drain()
    comment.refresh_from_db()
    return comment


def guards(comment: Comment) -> list[str]:
    return [reason["guard"] for reason in comment.reasons]


def test_without_a_key_nobody_is_asked(akismet: Played, settings: Any) -> None:
    settings.COMMENTS_AKISMET_KEY = ""
    assert received().reasons == []
    assert akismet.asked == []


def test_what_it_takes_for_spam_is_spam(akismet: Played) -> None:
    akismet.answer = b"true"
    comment = received()
    assert (comment.status, guards(comment)) == ("spam", ["akismet"])
    akismet.answer = b"false"
    assert received("شكرا على الخبر").reasons == []


def test_it_is_told_little_of_a_reader(akismet: Played) -> None:
    comment = received("نص التعليق", name="هدى", email="secret@example.org")
    asked = akismet.asked[0]
    assert asked["comment_content"] == "نص التعليق"
    assert asked["user_ip"] == "192.0.2.0"
    assert asked["permalink"].endswith(comment.story.get_absolute_url())
    assert "secret" not in str(asked)


@pytest.mark.parametrize(
    ("status", "answer"),
    [(500, b"true"), (200, b"invalid"), (200, b""), (200, b"true" * 100), (403, b"false")],
)
def test_where_it_says_something_else_the_comment_waits(
    akismet: Played, status: int, answer: bytes
) -> None:
    akismet.status, akismet.answer = status, answer
    comment = received()
    assert (comment.status, guards(comment)) == ("pending", ["akismet"])


def test_where_it_leads_elsewhere_nobody_follows(akismet: Played) -> None:
    akismet.status, akismet.location = 307, akismet.url
    assert received().status == "pending"
    assert len(akismet.asked) == 1


def test_where_it_is_silent_the_comment_waits_and_others_do_not_queue(
    akismet: Played, settings: Any
) -> None:
    settings.COMMENTS_AKISMET_SECONDS = 0.2
    akismet.silent.clear()
    assert guards(received()) == ["akismet"]
    # For a while it isn't asked any more.
    assert guards(received("شكرا على الخبر")) == ["akismet"]
    assert len(akismet.asked) <= 1


def test_where_nobody_listens_the_comment_waits(akismet: Played, settings: Any) -> None:
    settings.COMMENTS_AKISMET_URL = "http://127.0.0.1:9/"
    assert received().status == "pending"


def test_readers_are_told_of_it(akismet: Played, settings: Any) -> None:
    assert "Akismet" in Client().get("/ar/privacy/").content.decode()
    settings.COMMENTS_AKISMET_KEY = ""
    assert "Akismet" not in Client().get("/ar/privacy/").content.decode()
