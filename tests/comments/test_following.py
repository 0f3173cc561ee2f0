"""Replies by e-mail: only to an address that was confirmed, once, and no more after one click."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from khabar.comments.deciding import approve
from khabar.comments.models import Comment, Commenter, Subscription
from khabar.stories.models import Story
from tests.comments.sending import send
from tests.factories import StoryFactory
from tests.publishing.conftest import work

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


def ask(story: Story, email: str = READER, **words: str) -> Comment:
    """Send a comment whose writer wants to hear of replies; it is approved."""
    send(story, email=email, follow="on", **({"text": "سؤالي"} | words))
    comment = Comment.objects.latest("pk")
    approve(comment=comment, moderator=None)
    work()
    return comment


def answer(comment: Comment, email: str = "another@example.org", text: str = "جوابي") -> Comment:
    send(comment.story, email=email, text=text, parent=str(comment.pk))
    found = Comment.objects.latest("pk")
    approve(comment=found, moderator=None)
    work()
    return found


def link(name: str) -> str:
    """Return the link of that name in the newest mail, without the host."""
    found = re.search(rf"https?://[^/]+(/\w+/comments/{name}/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def post(path: str, **more: Any) -> Any:
    return Client(enforce_csrf_checks=True).post(path, **more)


def test_nothing_is_told_before_the_address_is_confirmed_by_a_button(story: Story) -> None:
    comment = ask(story)
    assert [message.to for message in mail.outbox] == [[READER]]
    assert "سؤالي" not in str(mail.outbox[0].body)
    answer(comment)
    # A program that looks at links confirms nothing.
    assert Client().get(link("follow")).status_code == 200
    answer(comment, text="جواب آخر")
    assert len(mail.outbox) == 1
    assert post(link("follow")).status_code == 200
    answer(comment, text="جواب ثالث")
    assert len(mail.outbox) == 2
    assert "جواب ثالث" in str(mail.outbox[1].body)
    assert Commenter.objects.filter(verified_at__isnull=False).count() == 1


def test_one_click_ends_it_also_by_the_mail_program(story: Story) -> None:
    comment = ask(story)
    post(link("follow"))
    answer(comment)
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link("unfollow") in headers["List-Unsubscribe"]
    # A mail program sends what RFC 8058 says, from wherever it runs.
    response = post(link("unfollow"), data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not response.cookies
    answer(comment, text="جواب بعد ذلك")
    assert len(mail.outbox) == 2


def test_nobody_is_told_of_an_own_reply_or_twice_of_one(story: Story) -> None:
    comment = ask(story)
    post(link("follow"))
    answer(comment, email=READER.upper())
    assert len(mail.outbox) == 1
    reply = answer(comment)
    deeper = answer(reply, text="جواب الجواب", email="third@example.org")
    assert [message.to for message in mail.outbox[1:]] == [[READER], [READER]]
    approve(comment=deeper, moderator=None)
    work()
    assert len(mail.outbox) == 3


def test_an_address_is_asked_once_a_day(story: Story) -> None:
    for number in range(5):
        ask(story, text=f"سؤال {number}")
    assert len(mail.outbox) == 1
    assert Subscription.objects.count() == 5
    post(link("follow"))
    assert not Subscription.objects.filter(confirmed_at=None).exists()


def test_a_reply_that_is_not_approved_is_told_to_nobody(story: Story) -> None:
    comment = ask(story)
    post(link("follow"))
    send(story, email="another@example.org", text="ينتظر", parent=str(comment.pk))
    work()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("name", ["follow", "unfollow"])
def test_no_link_is_made_up(story: Story, name: str) -> None:
    ask(story)
    real = link("follow").split("/")[-2]
    for made_up in ("x", f"{real}x", real[::-1]):
        assert Client().get(f"/ar/comments/{name}/{made_up}/").status_code in (404, 410)
        assert post(f"/ar/comments/{name}/{made_up}/").status_code in (404, 410)
    assert not Subscription.objects.filter(confirmed_at__isnull=False).exists()


def test_who_did_not_ask_is_not_written_to(story: Story) -> None:
    send(story)
    work()
    assert mail.outbox == []
