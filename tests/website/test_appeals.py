"""A reader asks that a decision be looked at again: by the receipt, once, and is answered there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from khabar.comments.models import Action, Appeal, Comment
from khabar.stories.models import Story
from khabar.website.accepting import SENT
from tests.factories import StoryFactory, UserFactory
from tests.spool import drain
from tests.website.test_comments import address, page, send

pytestmark = pytest.mark.django_db
QUEUE = "/desk/comments/"


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    return client


def refused(story: Story, status: str = "rejected", **words: str) -> str:
    """Return the address of the receipt of a comment that was refused."""
    receipt = send(story, **words)["Location"]
    Comment.objects.update(status=status)
    return str(receipt)


def ask(story: Story, receipt: str, text: str = "كتبته بأدب.", **headers: str) -> Any:
    sealed = receipt.rstrip("/").rpartition("/")[2]
    response = Client(enforce_csrf_checks=True).post(
        f"{address(story)}appeal/", {"receipt": sealed, "text": text}, headers=headers
    )
    drain()
    return response


def answer(desk: Client, deed: str, words: str) -> Any:
    comment = Comment.objects.get()
    latest = comment.actions.first()
    said = {"deed": deed, "answer": words, "seen": latest.pk if latest else 0}
    return desk.post(f"{QUEUE}{comment.pk}/?state=appealed", said)


@pytest.mark.parametrize("status", ["rejected", "spam"])
def test_who_was_refused_asks_again_and_is_granted_it(
    story: Story, desk: Client, status: str
) -> None:
    receipt = refused(story, status, text="رأيي في الجسر")
    assert f'action="{address(story)}appeal/"' in page(receipt)
    assert ask(story, receipt, "لم أسئ إلى أحد").status_code == 200
    assert "appeal/" not in page(receipt)
    html = desk.get(QUEUE, {"state": "appealed"}).content.decode()
    assert "لم أسئ إلى أحد" in html
    assert answer(desk, "grant", "معك حق، نعتذر.")["Location"] == f"{QUEUE}?state=appealed"
    assert "معك حق، نعتذر." in page(receipt)
    assert "رأيي في الجسر" in page(story.get_absolute_url())
    assert {"approve", "appeal"} == set(Action.objects.values_list("deed", flat=True))


def test_a_decision_stands_with_a_word_why(story: Story, desk: Client) -> None:
    receipt = refused(story)
    ask(story, receipt)
    answer(desk, "uphold", "فيه <b>اسم</b> شخص خاص.")
    html = page(receipt)
    assert "فيه &lt;b&gt;اسم" in html
    assert "appeal/" not in html
    assert Comment.objects.get().status == "rejected"
    assert not desk.get(QUEUE, {"state": "appealed"}).context.get("comment")


def test_an_answer_needs_words(story: Story, desk: Client) -> None:
    ask(story, refused(story))
    assert answer(desk, "grant", " ").status_code == 422
    assert Appeal.objects.get().outcome == "open"


def test_an_answer_is_taken_back(story: Story, desk: Client) -> None:
    receipt = refused(story)
    ask(story, receipt)
    answer(desk, "uphold", "لا.")
    desk.post(f"{QUEUE}undo/{Action.objects.get(deed='appeal').pk}/")
    assert Appeal.objects.get().outcome == "open"
    answer(desk, "uphold", "بعد نظر: لا.")
    assert "بعد نظر: لا." in page(receipt)


def test_who_approves_without_an_answer_grants_it(story: Story, desk: Client) -> None:
    ask(story, refused(story))
    answer(desk, "approve", "")
    assert Appeal.objects.get().outcome == "granted"


def test_it_can_be_asked_once(story: Story, desk: Client) -> None:
    receipt = refused(story)
    ask(story, receipt, "الأول")
    ask(story, receipt, "الثاني")
    answer(desk, "uphold", "لا.")
    ask(story, receipt, "الثالث")
    assert list(Appeal.objects.values_list("text", flat=True)) == ["الأول"]


@pytest.mark.parametrize("status", ["pending", "approved", "withheld"])
def test_what_was_not_refused_has_no_appeal(story: Story, status: str) -> None:
    receipt = refused(story, status)
    assert "appeal/" not in page(receipt)
    ask(story, receipt)
    assert not Appeal.objects.exists()


def test_what_came_too_late_has_no_appeal(story: Story) -> None:
    receipt = refused(story)
    Comment.objects.update(refusal="closed")
    assert "appeal/" not in page(receipt)
    ask(story, receipt)
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "ب" * 1001])
def test_what_is_empty_or_too_long_is_given_back(story: Story, text: str) -> None:
    response = ask(story, refused(story), text)
    assert response.status_code == 422
    assert text.strip()[:50] in response.content.decode()
    assert not Appeal.objects.exists()


def test_none_is_made_without_a_receipt_or_from_another_site(story: Story) -> None:
    receipt = refused(story)
    assert ask(story, "/made-up/").status_code == 404
    assert ask(StoryFactory(published=True), receipt).status_code == 404
    assert ask(story, receipt, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Appeal.objects.exists()


def test_it_is_taken_in_without_the_database(story: Story) -> None:
    receipt = refused(story)
    sealed = receipt.rstrip("/").rpartition("/")[2]

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("the database was asked")

    with connection.execute_wrapper(refuse):
        said = {"receipt": sealed, "text": "كتبته بأدب."}
        assert Client().post(f"{address(story)}appeal/", said).status_code == 200
    assert SENT.fullmatch(f"{address(story)}appeal/")
    drain()
    assert Appeal.objects.get().text == "كتبته بأدب."


def test_the_pages_are_sound(
    story: Story, html_complaints: Callable[[dict[str, bytes]], list[str]]
) -> None:
    receipt = refused(story)
    pages = {"form": Client().get(receipt).content, "empty": ask(story, receipt, "").content}
    pages["sent"] = ask(story, receipt).content
    pages["open"] = Client().get(receipt).content
    Appeal.objects.update(outcome="upheld", answer="لا.\n\nثم لا.")
    pages["answered"] = Client().get(receipt).content
    assert html_complaints(pages) == []
