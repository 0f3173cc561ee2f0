"""Whatever readers write, no page of ours does what it says: over HTTP, parsed as browsers do."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.test import Client

from khabar.comments.erasing import make_link
from khabar.comments.following import ask_to_confirm, confirm, tell_of_reply
from khabar.comments.identifying import email_hash
from khabar.comments.models import Comment, Subscription
from khabar.stories.models import Story
from tests.comments.hostile import EMAILS, EVERY, PAYLOADS, active
from tests.comments.sending import address, page, send
from tests.factories import CommentFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def thread_of(payloads: list[str]) -> Story:
    """Return a story with an approved comment for each payload, sent as its name and its text."""
    story = StoryFactory(published=True)
    for number, payload in enumerate(payloads):
        name = payload[:40].strip() or "x"
        text = f"{number}\n{payload}"
        response = send(story, name=name, text=text, email=f"reader{number}@example.org")
        if response.status_code == 422:
            response = send(story, name="x", text=text, email=f"reader{number}@example.org")
        assert response.status_code == 303
    Comment.objects.update(status="approved")
    return story


def thread_pages(story: Story) -> list[str]:
    """Return every page on which readers see the thread."""
    shown = list(Comment.objects.approved().under(story))
    places = [f"{address(story)}?after={shown[at - 1].pk}" for at in range(50, len(shown), 50)]
    return [page(place) for place in (story.get_absolute_url(), address(story), *places)]


def strange(page: str, harmless: str) -> Counter[str]:
    """Return what is active in a page and isn't in the same page of a harmless reader."""
    return active(page) - active(harmless)


def harmless(payloads: list[str]) -> list[str]:
    return ["كلام عادي"] * len(payloads)


@pytest.mark.parametrize("kind", ["script", "unclosed", "handlers", "frames", "of the head"])
def test_what_is_looked_for_is_found(kind: str) -> None:
    for payload in PAYLOADS[kind]:
        assert strange(f"<p>{payload}></p>", "<p></p>"), payload


def test_no_thread_does_what_a_payload_says() -> None:
    theirs, ours = thread_pages(thread_of(EVERY)), thread_pages(thread_of(harmless(EVERY)))
    assert len(theirs) > 3
    for hostile, fine in zip(theirs, ours, strict=True):
        assert not strange(hostile, fine)


@pytest.mark.parametrize("field", ["name", "email", "text"])
def test_no_form_that_comes_back_does_what_a_payload_says(field: str) -> None:
    story = StoryFactory(published=True)
    wrong = {"email": "nobody", "name": "", "text": ""}
    fine = send(story, **wrong, headers={}).content.decode()
    for payload in [*EVERY, *EMAILS]:
        response = send(story, **(wrong | {field: payload}))
        assert response.status_code == 422
        assert not strange(response.content.decode(), fine)


@pytest.mark.parametrize("email", EMAILS)
def test_no_strange_address_is_shown_to_readers_or_does_anything_at_the_desk(email: str) -> None:
    UserFactory(superuser=True, username="moderator")
    desk, pages = Client(), []
    desk.login(username="moderator", password="password")
    for one in (email, "reader@example.org"):
        story = StoryFactory(published=True)
        response = send(story, email=one)
        assert response.status_code in (303, 422)
        if response.status_code == 303:
            Comment.objects.update(status="approved")
            assert email.partition("@")[0] not in page(story.get_absolute_url())
            at = Comment.objects.get(story=story).pk
            pages.append(desk.get(f"/desk/comments/?state=all&at={at}").content.decode())
    assert not strange(pages[0], pages[-1])


def test_no_feed_does_what_a_payload_says() -> None:
    story = thread_of(EVERY)
    feed = ElementTree.fromstring(page(f"{address(story)}feed.xml"))
    items = feed.findall("channel/item")
    assert len(items) == 50
    for item in items:
        for part in ("title", "description"):
            assert not active(item.findtext(part) or "")


def test_no_page_of_one_comment_does_what_a_payload_says() -> None:
    pages: list[list[str]] = []
    for payloads in (EVERY[::4], harmless(EVERY[::4])):
        story = thread_of(payloads)
        shown = Comment.objects.approved().under(story)
        places = [
            f"{address(story)}{one.pk}/{form}/" for one in shown for form in ("reply", "report")
        ]
        mine = make_link(email_hash("reader1@example.org"))
        pages.append([page(place) for place in (*places, f"/{story.language}/privacy/{mine}/")])
    for hostile, fine in zip(*pages, strict=True):
        assert not strange(hostile, fine)


def test_no_receipt_has_words_of_a_reader() -> None:
    story = StoryFactory(published=True)
    fine = page(send(story)["Location"])
    for payload in EVERY[::4]:
        assert not strange(page(send(story, name="x", text=f"x {payload}")["Location"]), fine)


def test_the_queue_does_nothing_that_a_payload_says() -> None:
    UserFactory(superuser=True, username="moderator")
    desk, pages = Client(), []
    desk.login(username="moderator", password="password")
    chosen = EVERY[::3]
    for payloads in (chosen, harmless(chosen)):
        story = thread_of(payloads)
        Comment.objects.update(status="pending")
        asked = [f"/desk/comments/?state=all&at={one.pk}" for one in Comment.objects.under(story)]
        pages.append([desk.get(one).content.decode() for one in asked])
        Comment.objects.all().delete()
    for hostile, fine in zip(*pages, strict=True):
        assert not strange(hostile, fine)


def test_a_mail_has_a_payload_as_plain_text_and_no_header_of_its_own() -> None:
    parent = CommentFactory(approved=True)
    asked = Subscription.objects.create(comment=parent, email=parent.email, language="ar")
    ask_to_confirm(asked)
    confirm(asked)
    plain = [payload for payload in EVERY if "\x00" not in payload]
    for payload in (*plain[::8], "a\r\nBcc: b@example.org"):
        answer = CommentFactory(
            approved=True,
            story=parent.story,
            parent=parent,
            name=payload,
            text=payload,
            email="x@y.example",
        )
        assert tell_of_reply(answer) == 1
    for message in mail.outbox:
        assert message.recipients() == [parent.email]
        sent = message.message()
        assert (sent.get_content_type(), sent.is_multipart()) == ("text/plain", False)
        assert "Bcc" not in sent
