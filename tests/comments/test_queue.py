"""The queue over HTTP: each deed, its way back, the filters, and two moderators at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from khabar.comments.models import Action, Comment, Commenter
from tests.factories import CommentFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/desk/comments/"


def moderator(*permissions: str, **account: Any) -> Client:
    """Return a client of somebody with these permissions, by default a moderator's."""
    user = UserFactory(**account)
    labels = ["khabar_comments", "wagtailadmin"]
    for codename in ("access_admin", *(permissions or ("change_comment",))):
        found = Permission.objects.get(codename=codename, content_type__app_label__in=labels)
        user.user_permissions.add(found)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk() -> Client:
    return moderator()


def act(client: Client, comment: Comment, deed: str, **words: Any) -> Any:
    latest = comment.actions.first()
    said = {"deed": deed, "seen": latest.pk if latest else 0} | words
    return client.post(f"{QUEUE}{comment.pk}/?state=pending", said)


def shown(client: Client, **asked: Any) -> str:
    response = client.get(QUEUE, asked)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("deed", "status"),
    [("approve", "approved"), ("reject", "rejected"), ("spam", "spam"), ("withhold", "withheld")],
)
def test_each_decision_goes_on_with_the_next_and_can_be_undone(
    desk: Client, deed: str, status: str
) -> None:
    first, second = CommentFactory(), CommentFactory()
    assert act(desk, first, deed)["Location"] == f"{QUEUE}?state=pending&at={second.pk}"
    first.refresh_from_db()
    assert first.status == status
    action = Action.objects.get()
    assert f"/desk/comments/undo/{action.pk}/" in shown(desk)
    desk.post(f"/desk/comments/undo/{action.pk}/")
    first.refresh_from_db()
    assert first.status == "pending"


def test_an_edited_comment_says_so_and_the_edit_is_undone(desk: Client) -> None:
    comment = CommentFactory(text="as it was")
    act(desk, comment, "edit", text="as it is")
    comment.refresh_from_db()
    assert (comment.text, bool(comment.edited_at)) == ("as it is", True)
    desk.post(f"/desk/comments/undo/{Action.objects.get().pk}/")
    comment.refresh_from_db()
    assert (comment.text, comment.edited_at) == ("as it was", None)


def test_an_answer_stands_under_the_story_with_the_badge(desk: Client) -> None:
    comment = CommentFactory(approved=True)
    act(desk, comment, "reply", name="التحرير", answer="شكرا لك")
    page = Client().get(comment.story.get_absolute_url()).content.decode()
    assert "شكرا لك" in page
    assert "comment__badge" in page


def take_back(client: Client, deed: str) -> Any:
    return client.post(f"/desk/comments/undo/{Action.objects.get(deed=deed).pk}/")


def test_an_answer_is_taken_back(desk: Client) -> None:
    comment = CommentFactory(approved=True)
    act(desk, comment, "reply", name="التحرير", answer="شكرا لك")
    assert f"at={comment.pk}" in take_back(desk, "reply")["Location"]
    assert "شكرا لك" not in Client().get(comment.story.get_absolute_url()).content.decode()
    take_back(desk, "reply")
    assert Action.objects.filter(undoes__deed="reply").count() == 1


def test_a_reported_comment_is_kept_and_reported_anew(desk: Client) -> None:
    comment, other = CommentFactory(approved=True), CommentFactory(approved=True)
    for reported in (comment, other):
        reported.reports.create(reason="hate", reporter="a")
    html = shown(desk, state="reported")
    assert 'value="keep"' in html
    answer = desk.post(f"{QUEUE}{comment.pk}/?state=reported", {"deed": "keep", "seen": 0})
    assert answer["Location"] == f"{QUEUE}?state=reported&at={other.pk}"
    comment.refresh_from_db()
    assert comment.status == "approved"
    assert not comment.reports.filter(settled_at=None).exists()
    assert Action.objects.get().deed == "keep"
    act(desk, comment, "keep")
    assert Action.objects.count() == 1
    take_back(desk, "keep")
    assert comment.reports.filter(settled_at=None).exists()
    act(desk, comment, "keep")
    comment.reports.create(reason="hate", reporter="b")
    assert comment in Comment.objects.reported_by_readers()


def test_a_comment_is_pinned_above_the_others_and_unpinned(desk: Client) -> None:
    story = StoryFactory(published=True)
    CommentFactory(story=story, text="الأول هنا", approved=True)
    comment = CommentFactory(story=story, text="الثاني هنا", approved=True)

    def is_first() -> bool:
        html = Client().get(story.get_absolute_url()).content.decode()
        return html.index("الثاني هنا") < html.index("الأول هنا")

    assert not is_first()
    assert f"at={comment.pk}" in act(desk, comment, "pin")["Location"]
    assert is_first()
    act(desk, comment, "unpin")
    assert not is_first()
    act(desk, comment, "pin")
    latest = Action.objects.first()
    assert latest
    desk.post(f"/desk/comments/undo/{latest.pk}/")
    assert not is_first()


def test_a_person_is_trusted_until_it_is_taken_back(desk: Client) -> None:
    person = Commenter.objects.create(email_hash="x")
    comment = CommentFactory(commenter=person)
    act(desk, comment, "trust")
    person.refresh_from_db()
    assert person.trusted_at
    act(desk, comment, "distrust")
    person.refresh_from_db()
    assert not person.trusted_at


@pytest.mark.parametrize(
    "words", [{"deed": "reply", "name": "", "answer": "kept"}, {"deed": "edit", "text": " "}]
)
def test_what_is_incomplete_changes_nothing_and_is_kept(
    desk: Client, words: dict[str, str]
) -> None:
    response = act(desk, CommentFactory(), **words)
    assert response.status_code == 422
    assert words.get("answer", "") in response.content.decode()
    assert not Action.objects.exists()


def test_a_person_is_banned_for_days_and_unbanned(desk: Client) -> None:
    person = Commenter.objects.create(email_hash="x")
    comment = CommentFactory(commenter=person)
    assert act(desk, comment, "ban", days="2").status_code == 422
    act(desk, comment, "ban", days="7")
    person.refresh_from_db()
    assert person.is_banned
    act(desk, comment, "unban")
    person.refresh_from_db()
    assert not person.is_banned


def test_nobody_overrules_another_moderator_unawares(desk: Client) -> None:
    comment = CommentFactory()
    act(moderator(username="sara"), comment, "reject")
    response = act(desk, comment, "approve", seen=0)
    assert response.status_code == 409
    assert "sara" in response.content.decode()
    comment.refresh_from_db()
    assert comment.status == "rejected"
    act(desk, comment, "approve")
    comment.refresh_from_db()
    assert comment.status == "approved"


def test_it_is_filtered_by_status_story_person_and_words(desk: Client) -> None:
    person, story = Commenter.objects.create(email_hash="x"), StoryFactory(published=True)
    one = CommentFactory(text="the bridge", story=story, commenter=person)
    CommentFactory(text="the ferry")
    spam = CommentFactory(text="cheap watches", status="spam")
    for asked in ({"story": story.number}, {"person": person.pk}, {"q": "bridge"}):
        html = shown(desk, **asked)
        assert "the bridge" in html
        assert "the ferry" not in html
    assert "cheap watches" in shown(desk, state="spam")
    assert "cheap watches" not in shown(desk)
    one.reports.create(reason="hate", reporter="r")
    assert "the ferry" not in shown(desk, state="reported")
    assert spam.text in shown(desk, at=spam.pk)


def test_who_waited_longest_stands_first_and_of_what_is_done_the_newest(desk: Client) -> None:
    story = StoryFactory(published=True)
    waiting = [CommentFactory(story=story) for _ in range(3)]
    done = [CommentFactory(story=story, approved=True) for _ in range(3)]
    for state, order in (("pending", waiting), ("approved", done[::-1])):
        for number, comment in enumerate(order):
            context = desk.get(QUEUE, {"state": state, "at": comment.pk}).context
            assert [one.pk for one in context["listed"]] == [one.pk for one in order]
            around = order[number - 1] if number else None, (order[number + 1 :] or [None])[0]
            assert (context["preceding"], context["following"]) == around


def test_the_queue_costs_the_same_whatever_its_length(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    story = StoryFactory(published=True)
    for _ in range(20):
        CommentFactory(story=story)
    shown(desk)
    with django_assert_max_num_queries(26):
        shown(desk)


@pytest.mark.parametrize(
    "asked", ["at=x", "at=" + "9" * 40, "story=x&person=-1", "q=%00", "state=x"]
)
def test_a_strange_address_shows_the_queue(desk: Client, asked: str) -> None:
    CommentFactory(text="waiting here")
    assert desk.get(f"{QUEUE}?{asked}").status_code == 200


def test_why_it_waits_is_said_and_markup_stays_text(desk: Client) -> None:
    reasons = [{"guard": "links", "score": 3, "found": "<b>2</b>"}]
    CommentFactory(text="<script>alert(1)</script>", name="<img src=x>", reasons=reasons)
    html = shown(desk)
    assert "<script>alert(1)" not in html
    assert "<img src=x>" not in html
    assert "&lt;b&gt;2" in html


@pytest.mark.parametrize("permission", ["view_comment", "delete_comment"])
def test_others_neither_see_the_queue_nor_decide(permission: str) -> None:
    comment, client = CommentFactory(text="nobody's business"), moderator(permission)
    assert "business" not in client.get(QUEUE, follow=True).content.decode()
    act(client, comment, "approve")
    comment.refresh_from_db()
    assert comment.status == "pending"


def test_each_form_carries_its_token() -> None:
    user = UserFactory(superuser=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    comment = CommentFactory()
    html = client.get(QUEUE).content.decode()
    posting = html.count('<form method="post"')
    assert posting == html.split('id="khabar-queue"')[1].count("csrfmiddlewaretoken")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
    assert token
    deed = {"deed": "approve", "seen": 0}
    address = f"{QUEUE}{comment.pk}/?state=pending"
    assert client.post(address, deed).status_code == 403
    assert client.post(address, deed | {"csrfmiddlewaretoken": token[1]}).status_code == 302


def test_it_refuses_an_unknown_deed_and_get(desk: Client) -> None:
    comment = CommentFactory()
    assert act(desk, comment, "delete").status_code == 400
    assert desk.get(f"{QUEUE}{comment.pk}/").status_code == 405
