"""Many at once, the log of what was decided, and the count in the menu: over HTTP."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from khabar.accounts.models import User
from khabar.comments.deciding import approve, reject
from khabar.comments.models import Action, Comment
from tests.comments.test_queue import act, desk, moderator, shown, take_back
from tests.factories import CommentFactory, StoryFactory, UserFactory

__all__ = ["desk"]
pytestmark = pytest.mark.django_db
BULK = "/desk/comments/bulk/"
LOG = "/desk/comments/decisions/"


def tick(client: Client, deed: str, *comments: Comment, seen: int | None = None) -> Any:
    ticked = [f"{one.pk}:{_last(one) if seen is None else seen}" for one in comments]
    return client.post(f"{BULK}?state=pending", {"deed": deed, "comment": ticked}, follow=True)


def _last(comment: Comment) -> int:
    action = comment.actions.first()
    return action.pk if action else 0


def statuses() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("deed", "status"), [("approve", "approved"), ("reject", "rejected"), ("spam", "spam")]
)
def test_those_ticked_are_decided_and_each_is_logged(desk: Client, deed: str, status: str) -> None:
    comments = [CommentFactory() for _ in range(4)]
    html = shown(desk)
    assert all(f'value="{one.pk}:0"' in html for one in comments)
    answer = tick(desk, deed, *comments[:3])
    assert statuses() == [status] * 3 + ["pending"]
    assert Action.objects.filter(deed=deed).count() == 3
    assert "3" in answer.content.decode()
    act(desk, comments[3], deed)
    take_back_first = Action.objects.last()
    assert take_back_first
    desk.post(f"/desk/comments/undo/{take_back_first.pk}/")
    assert statuses()[0] == "pending"


def test_what_somebody_else_decided_meanwhile_stays(desk: Client) -> None:
    mine, theirs = CommentFactory(), CommentFactory()
    act(moderator(), theirs, "reject")
    tick(desk, "approve", mine, theirs, seen=0)
    assert statuses() == ["approved", "rejected"]
    tick(desk, "approve", theirs)
    assert statuses() == ["approved", "approved"]


def test_one_that_is_gone_spoils_nothing(desk: Client) -> None:
    comment, gone, erased = (CommentFactory() for _ in range(3))
    Comment.objects.filter(pk=erased.pk).update(erased_at=timezone.now())
    gone_pk, gone.pk = gone.pk, 10**9
    tick(desk, "approve", comment, gone, erased, seen=0)
    desk.post(BULK, {"deed": "approve", "comment": ["x", "1:x", ":", "9" * 40]})
    assert Comment.objects.get(pk=comment.pk).status == "approved"
    assert Comment.objects.get(pk=gone_pk).status == "pending"
    assert Comment.objects.get(pk=erased.pk).status == "pending"


def test_bulk_refuses_other_deeds_others_and_get(desk: Client) -> None:
    comment = CommentFactory()
    assert desk.post(BULK, {"deed": "ban", "comment": [f"{comment.pk}:0"]}).status_code == 400
    assert desk.get(BULK).status_code == 405
    tick(moderator("view_comment"), "approve", comment)
    tick(Client(), "approve", comment)
    assert statuses() == ["pending"]


def test_reported_ones_are_kept_together(desk: Client) -> None:
    comments = [CommentFactory(approved=True) for _ in range(2)]
    for comment in comments:
        comment.reports.create(reason="hate", reporter="r")
    assert 'value="keep"' in shown(desk, state="reported").split("khabar-queue__bulk")[1]
    tick(desk, "keep", *comments)
    assert not Comment.objects.reported_by_readers().exists()
    assert statuses() == ["approved", "approved"]


def logged(client: Client, **asked: Any) -> str:
    response = client.get(LOG, asked)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def sara() -> User:
    return UserFactory(username="sara")


def test_the_log_shows_what_everybody_decided_and_what_one_did(desk: Client, sara: User) -> None:
    hers, mine = CommentFactory(text="قرأته سارة"), CommentFactory(text="قرأته أنا")
    by_rule = CommentFactory(text="قرأه الحارس", approved=True)
    reject(comment=hers, moderator=sara)
    act(desk, mine, "approve")
    reject(comment=by_rule, moderator=None)
    whole = logged(desk)
    assert all(text in whole for text in ("قرأته سارة", "قرأته أنا", "قرأه الحارس"))
    only = logged(desk, actor=sara.pk)
    assert "قرأته سارة" in only
    assert "قرأته أنا" not in only
    house = logged(desk, actor="house")
    assert "قرأه الحارس" in house
    assert "قرأته سارة" not in house
    assert "قرأته سارة" not in logged(desk, deed="approve")


def test_my_decisions_of_this_shift_are_one_click_away(desk: Client, sara: User) -> None:
    me = User.objects.exclude(pk=sara.pk).get()
    act(desk, CommentFactory(text="من هذه الوردية"), "approve")
    reject(comment=CommentFactory(text="لغيري"), moderator=sara)
    old = approve(comment=CommentFactory(text="من الأمس"), moderator=me)
    assert old
    # The log can't be changed, so that its past has to be made beside it.
    Action.objects.bulk_create(
        [Action(deed="approve", actor=me, done_at=timezone.now() - timedelta(hours=30))]
    )
    address = f"{LOG}?actor={me.pk}&since=12"
    assert address.replace("&", "&amp;") in shown(desk)
    html = desk.get(address).content.decode()
    assert "من هذه الوردية" in html
    assert "لغيري" not in html
    assert "<b>2</b>" in html
    assert "<b>3</b>" in logged(desk, actor=me.pk)


def test_a_decision_is_taken_back_from_the_log_where_nothing_came_after(
    desk: Client, sara: User
) -> None:
    comment = CommentFactory()
    first = reject(comment=comment, moderator=sara)
    second = approve(comment=comment, moderator=sara)
    assert first
    assert second
    html = logged(desk)
    assert f"/desk/comments/undo/{second.pk}/" in html
    assert f"/desk/comments/undo/{first.pk}/" not in html
    take_back(desk, "approve")
    comment.refresh_from_db()
    assert comment.status == "rejected"
    assert "/desk/comments/undo/" not in logged(desk)


def test_the_log_costs_the_same_whatever_its_length(
    desk: Client, django_assert_max_num_queries: Any, sara: User
) -> None:
    story = StoryFactory(published=True)
    for _ in range(30):
        approve(comment=CommentFactory(story=story), moderator=sara)
    logged(desk)
    with django_assert_max_num_queries(30):
        logged(desk)


def test_the_log_can_be_taken_along_as_a_table(desk: Client, sara: User) -> None:
    reject(comment=CommentFactory(), moderator=sara)
    response = desk.get(LOG, {"export": "csv"})
    rows = list(csv.reader(b"".join(response).decode().splitlines()))
    assert len(rows) == 2
    assert "sara" in rows[1]


def test_others_see_neither_log_nor_count() -> None:
    comment = CommentFactory(text="nobody's business")
    reject(comment=comment, moderator=None)
    client = moderator("view_comment")
    assert "business" not in client.get(LOG, follow=True).content.decode()
    assert client.get("/desk/comments/waiting/").status_code == 302


def test_the_menu_counts_what_waits_and_is_told_anew(desk: Client) -> None:
    for _ in range(3):
        CommentFactory()
    CommentFactory(approved=True)
    html = desk.get("/desk/").content.decode()
    assert "(3)" in html
    assert "khabar/js/waiting.js" in html
    assert "/desk/comments/waiting/" in html
    CommentFactory()
    answer = desk.get("/desk/comments/waiting/")
    assert "(4)" in answer.json()["label"]
    assert answer.json()["waiting"] == "4"
