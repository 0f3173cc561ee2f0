"""The list of all comments at the desk: found again, never changed, and who sees what of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from khabar.comments.models import Comment
from tests.factories import CommentFactory, UserFactory

pytestmark = pytest.mark.django_db


def permission(codename: str) -> Permission:
    """Return ours: Wagtail has comments of its own."""
    labels = ["khabar_comments", "khabar_stories", "wagtailadmin"]
    return Permission.objects.get(codename=codename, content_type__app_label__in=labels)


def signed_in(*permissions: str, **account: Any) -> Client:
    """Return a client of somebody at the desk with these permissions and no other."""
    user = UserFactory(**account)
    for codename in ("access_admin", *permissions):
        user.user_permissions.add(permission(codename))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def moderator() -> Client:
    return signed_in("change_comment")


def of(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_khabar_comments_comment:{name}", args=args)


def test_what_waits_stands_first(moderator: Client) -> None:
    old = CommentFactory(text="waiting")
    CommentFactory(text="decided", status="approved")
    html = moderator.get(of("list")).content.decode()
    assert html.index(f"snippet_{old.pk}_title") < html.index("decided")


def test_the_list_is_filtered_by_status(moderator: Client) -> None:
    CommentFactory(text="waiting")
    CommentFactory(text="done with", status="rejected")
    html = moderator.get(of("list"), {"status": "rejected"}).content.decode()
    assert "done with" in html
    assert ">waiting<" not in html


def test_the_list_is_searched(moderator: Client) -> None:
    CommentFactory(text="about the bridge")
    CommentFactory(text="about the ferry")
    html = moderator.get(of("list"), {"q": "bridge"}).content.decode()
    assert "about the bridge" in html
    assert "about the ferry" not in html


def test_what_readers_wrote_runs_in_its_own_direction(moderator: Client) -> None:
    CommentFactory(name="Adam", text="In English")
    html = moderator.get(of("list")).content.decode()
    assert '<bdi dir="auto">Adam</bdi>' in html
    cell = html[: html.index("In English")].rsplit("<td", 1)[1]
    assert 'dir="auto"' in cell


def test_the_whole_comment_can_be_read(moderator: Client) -> None:
    comment = CommentFactory(text="word " * 700 + "<i>end</i>", email="me@example.org")
    html = moderator.get(of("inspect", comment.pk)).content.decode()
    assert "&lt;i&gt;end&lt;/i&gt;" in html
    assert "me@example.org" in html
    assert f"at={comment.pk}" in html


def test_moments_are_those_of_the_edition(moderator: Client) -> None:
    comment = CommentFactory()
    Comment.objects.update(received_at="2021-10-19T21:00:00Z")
    html = moderator.get(of("inspect", comment.pk)).content.decode()
    assert "20 أكتوبر 2021، 00:30" in html


def test_only_moderators_see_addresses_and_the_way_to_the_queue() -> None:
    comment = CommentFactory(email="me@example.org")
    client = signed_in("view_comment")
    for path in (of("list"), of("list_results"), of("inspect", comment.pk)):
        html = client.get(path).content.decode()
        assert "maryam" in html or comment.name in html
        assert "me@example.org" not in html
        assert f"at={comment.pk}" not in html


@pytest.mark.parametrize("ordering", ["email", "-email"])
def test_who_sees_no_addresses_cannot_order_by_them(ordering: str) -> None:
    for email in ("b@example.org", "a@example.org", "c@example.org"):
        CommentFactory(email=email)
    client = signed_in("view_comment")

    def order(query: dict[str, str]) -> list[str]:
        html = client.get(of("list"), query).content.decode()
        return re.findall(r"snippet_(\d+)_title", html)

    assert order({"ordering": ordering}) == order({})


def test_nobody_writes_or_changes_a_comment_at_the_desk() -> None:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    comment = CommentFactory(text="as it was")
    assert client.get(of("add")).status_code == 302
    client.post(of("add"), {"name": "x", "email": "x@example.org", "text": "x"})
    answer = client.post(of("edit", comment.pk), {"text": "changed"})
    assert answer["Location"] == of("inspect", comment.pk)
    assert list(Comment.objects.values_list("text", flat=True)) == ["as it was"]
    assert of("add") not in client.get(of("list")).content.decode()


@pytest.mark.parametrize("permissions", [(), ("change_story",)])
def test_others_at_the_desk_see_no_comments(permissions: tuple[str, ...]) -> None:
    comment = CommentFactory(text="nobody's business")
    client = signed_in(*permissions)
    paths = [of(name) for name in ("list", "list_results")]
    paths += [of(name, comment.pk) for name in ("inspect", "edit", "delete", "usage", "history")]
    paths += ["/desk/snippets/choose/khabar_comments/comment/"]
    for path in paths:
        response = client.get(path, follow=True)
        assert "nobody&#x27;s business" not in response.content.decode()
        assert "maryam@example.org" not in response.content.decode()


def test_the_list_costs_the_same_whatever_its_length(
    moderator: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(40):
        CommentFactory()
    moderator.get(of("list"))
    with django_assert_max_num_queries(25):
        moderator.get(of("list"))


def test_moderators_come_by_the_queue_and_who_only_reads_by_the_list(moderator: Client) -> None:
    CommentFactory()
    assert of("list") not in moderator.get("/desk/").content.decode()
    assert of("list") in moderator.get("/desk/comments/").content.decode()
    reader = signed_in("view_comment").get("/desk/").content.decode()
    assert of("list") in reader
    assert "/desk/comments/" not in reader
