"""What is kept of readers: given out and erased by a link to the mailbox, forgotten in time."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from khabar.comments.forgetting import forget
from khabar.comments.models import Comment, Commenter, Subscription, Vote
from khabar.stories.models import Story
from khabar.website.views import privacy
from tests.comments.sending import page, send, sign
from tests.factories import CommentFactory, StoryFactory

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


@pytest.fixture(autouse=True)
def _nothing_written_yet() -> None:
    privacy._written.clear()


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


def post(path: str, **words: str) -> Any:
    return Client(enforce_csrf_checks=True).post(path, words)


def link(email: str = READER) -> str:
    """Ask for a link as a reader does, and return the address in the mail."""
    assert post("/ar/privacy/", email=email).status_code == 200
    found = re.search(r"https?://[^/]+(/ar/privacy/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_only_the_mailbox_gets_a_link_and_nobody_learns_whose_address_is_known(
    story: Story,
) -> None:
    send(story, email=READER)
    known = post("/ar/privacy/", email=READER)
    unknown = post("/ar/privacy/", email="stranger@example.org")
    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [[READER]]
    post("/ar/privacy/", email=READER)
    assert len(mail.outbox) == 1


def test_everything_is_given_out(story: Story) -> None:
    send(story, email=READER.upper(), text="ما كتبته")
    send(story, email="another@example.org", text="ما كتبه غيري")
    where = link()
    html = page(where)
    assert "ما كتبته" in html
    assert "ما كتبه غيري" not in html
    response = post(where, export="1")
    assert response["Cache-Control"] == "no-store"
    told = json.loads(response.content)
    assert [one["text"] for one in told] == ["ما كتبته"]
    assert told[0]["network"] == "127.0.0.0/24"


def test_everything_is_erased_and_its_place_stays(story: Story) -> None:
    send(story, email=READER, text="ما كتبته", name="زبيدة", follow="on")
    comment = Comment.objects.get()
    Comment.objects.update(status="approved")
    CommentFactory(story=story, approved=True, parent=comment, text="جواب عليه")
    receipt = send(story, email=READER, text="ما كتبته", name="زبيدة")["Location"]
    assert post(link(), erase="1").status_code == 200
    html = page(story.get_absolute_url())
    assert "جواب عليه" in html
    for text in ("ما كتبته", "زبيدة"):
        assert text not in html
    comment.refresh_from_db()
    kept = (comment.name, comment.email, comment.text, comment.network, comment.evidence)
    assert kept == ("", "", "", "", {})
    assert not Subscription.objects.exists()
    assert not Commenter.objects.filter(comments=comment).exists()
    assert "زبيدة" not in page(receipt)


def test_who_is_banned_stays_banned_after_erasing(story: Story) -> None:
    send(story, email=READER)
    Commenter.objects.update(banned_until=timezone.now() + timedelta(days=7))
    post(link(), erase="1")
    send(story, email=READER, text="من جديد")
    assert Comment.objects.latest("pk").refusal == "banned"


def test_what_was_followed_is_erased_after_the_address_was_forgotten(story: Story) -> None:
    send(story, email=READER, follow="on")
    where = link()
    Comment.objects.update(email="")
    post(where, erase="1")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("proof", ["x", "a:b:c"])
def test_no_link_is_made_up(story: Story, proof: str) -> None:
    send(story, email=READER)
    assert Client().get(f"/ar/privacy/{proof}/").status_code in (404, 410)
    assert post(f"/ar/privacy/{proof}/", erase="1").status_code in (404, 410)
    assert Comment.objects.get().text


def test_another_site_erases_nothing(story: Story) -> None:
    send(story, email=READER)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert Client().post(link(), {"erase": "1"}, headers=headers).status_code == 403
    assert Comment.objects.get().text


def age(days: int) -> None:
    Comment.objects.update(received_at=timezone.now() - timedelta(days=days))


def test_networks_go_after_30_days_and_addresses_after_365(story: Story) -> None:
    send(story, email=READER, begun="1", follow="on")
    comment = Comment.objects.get()
    Subscription.objects.update(confirmed_at=timezone.now())
    for days, network, email in ((29, "127.0.0.0/24", READER), (31, "", READER), (366, "", "")):
        age(days)
        forget()
        comment.refresh_from_db()
        assert (comment.network, comment.email) == (network, email)
        assert bool(comment.evidence) == bool(network)
    assert comment.text
    assert not Subscription.objects.exists()
    # The person is still known.
    send(story, email=READER, text="مرة أخرى")
    assert Comment.objects.latest("pk").commenter == comment.commenter


def test_addresses_are_kept_where_the_paper_says_so(story: Story, settings: Any) -> None:
    settings.COMMENTS_EMAIL_DAYS = 0
    send(story, email=READER)
    age(4000)
    forget()
    assert Comment.objects.get().email == READER


def test_networks_are_not_kept_at_all_where_the_paper_says_so(story: Story, settings: Any) -> None:
    settings.COMMENTS_NETWORK_DAYS = 0
    send(story)
    assert Comment.objects.get().network == ""


def test_spam_goes_after_30_days_and_what_answers_it_stays() -> None:
    spam = CommentFactory(status="spam")
    answered = CommentFactory(status="spam", story=spam.story)
    reply = CommentFactory(approved=True, story=spam.story, parent=answered)
    fine = CommentFactory(approved=True, story=spam.story)
    age(29)
    forget()
    assert Comment.objects.count() == 4
    age(31)
    forget()
    assert set(Comment.objects.values_list("pk", flat=True)) == {answered.pk, reply.pk, fine.pk}
    answered.refresh_from_db()
    assert (answered.name, answered.text, answered.email) == ("", "", "")


def test_who_voted_and_who_never_confirmed_are_forgotten_after_two_days(story: Story) -> None:
    send(story, follow="on")
    Comment.objects.update(status="approved")
    sign(story, "vote", agree=Comment.objects.get().pk)
    forget()
    assert Vote.objects.count() == Subscription.objects.count() == 1
    before = timezone.now() - timedelta(days=3)
    Vote.objects.update(voted_at=before)
    Subscription.objects.update(asked_at=before)
    forget()
    assert Vote.objects.count() == Subscription.objects.count() == 0
    assert Comment.objects.get().agreed == 1
