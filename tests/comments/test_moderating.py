"""The moderator's desk: the list, the buttons, bulk actions, and who may use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from khabar.comments.models import Action, Comment
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


def decide(client: Client, comment: Comment, decision: str, **more: str) -> Any:
    return client.post(of("decide", comment.pk), {"decision": decision, **more})


def bulk(client: Client, action: str, *ids: Any) -> Any:
    path = reverse("wagtail_bulk_action", args=["khabar_comments", "comment", action])
    query = "&".join(f"id={pk}" for pk in ids)
    return client.post(f"{path}?{query}&next={of('list')}")


def test_a_superuser_approves_with_one_click() -> None:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    comment = CommentFactory()
    html = client.get(of("list")).content.decode()
    assert f'action="{of("decide", comment.pk)}"' in html
    assert decide(client, comment, "approve").status_code == 302
    comment.refresh_from_db()
    assert comment.status == "approved"
    assert comment.decided_at
    assert comment.text in client.get(comment.story.get_absolute_url()).content.decode()


def test_the_button_works_with_its_own_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(superuser=True))
    comment = CommentFactory()
    form = client.get(of("list")).content.decode().split(of("decide", comment.pk))[1]
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert found
    assert decide(client, comment, "approve").status_code == 403
    answer = decide(client, comment, "approve", csrfmiddlewaretoken=found[1])
    assert answer.status_code == 302


def test_a_decision_can_be_changed(moderator: Client) -> None:
    comment = CommentFactory()
    decide(moderator, comment, "approve")
    decide(moderator, comment, "reject")
    comment.refresh_from_db()
    assert comment.status == "rejected"


def test_each_change_is_logged_once(moderator: Client) -> None:
    comment = CommentFactory()
    for decision in ("approve", "approve", "reject"):
        decide(moderator, comment, decision)
    actions = Action.objects.order_by("pk")
    assert [action.deed for action in actions] == ["approve", "reject"]
    assert all(action.actor and action.comment == comment for action in actions)


def test_it_goes_on_with_the_list_as_it_was_filtered(moderator: Client) -> None:
    first, second = CommentFactory(), CommentFactory()
    html = moderator.get(of("list"), {"status": "pending"}).content.decode()
    assert f'name="next" value="{of("list")}?status=pending"' in html
    answer = decide(moderator, first, "approve", next=f"{of('list')}?status=pending")
    assert answer["Location"] == f"{of('list')}?status=pending#snippet_{second.pk}_title"


def test_it_leads_to_no_other_site(moderator: Client) -> None:
    answer = decide(moderator, CommentFactory(), "approve", next="https://evil.example/")
    assert answer["Location"].startswith(of("list"))


@pytest.mark.parametrize("decision", ["", "delete", "approved"])
def test_it_refuses_another_decision(moderator: Client, decision: str) -> None:
    assert decide(moderator, CommentFactory(), decision).status_code == 400


def test_it_refuses_get(moderator: Client) -> None:
    assert moderator.get(of("decide", CommentFactory().pk)).status_code == 405


@pytest.mark.parametrize("permissions", [(), ("view_comment",), ("change_story",)])
def test_others_decide_nothing(permissions: tuple[str, ...]) -> None:
    comment = CommentFactory()
    client = signed_in(*permissions)
    assert decide(client, comment, "approve").status_code in (302, 403)
    bulk(client, "approve", comment.pk)
    decide(Client(), comment, "approve")
    comment.refresh_from_db()
    assert comment.status == "pending"


@pytest.mark.parametrize(("action", "status"), [("approve", "approved"), ("reject", "rejected")])
def test_many_are_decided_at_once(moderator: Client, action: str, status: str) -> None:
    chosen, other = [CommentFactory(), CommentFactory()], CommentFactory()
    assert bulk(moderator, action, *[comment.pk for comment in chosen])["Location"] == of("list")
    assert Comment.objects.filter(status=status).count() == 2
    assert Action.objects.filter(deed=action).count() == 2
    other.refresh_from_db()
    assert other.status == "pending"


def test_the_bulk_action_asks_first(moderator: Client) -> None:
    comment = CommentFactory(text="<b>bold</b>")
    path = reverse("wagtail_bulk_action", args=["khabar_comments", "comment", "approve"])
    html = moderator.get(f"{path}?id={comment.pk}").content.decode()
    assert "&lt;b&gt;bold" in html
    assert 'method="POST"' in html
    comment.refresh_from_db()
    assert comment.status == "pending"


def test_all_means_all_that_wait(moderator: Client) -> None:
    waiting, rejected = CommentFactory(), CommentFactory(status="rejected")
    bulk(moderator, "approve", "all")
    waiting.refresh_from_db()
    rejected.refresh_from_db()
    assert (waiting.status, rejected.status) == ("approved", "rejected")


def test_the_list_offers_both_bulk_actions(moderator: Client) -> None:
    CommentFactory()
    html = moderator.get(of("list")).content.decode()
    for action in ("approve", "reject"):
        assert reverse("wagtail_bulk_action", args=["khabar_comments", "comment", action]) in html


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
    assert of("decide", comment.pk) in html


def test_moments_are_those_of_the_edition(moderator: Client) -> None:
    comment = CommentFactory()
    Comment.objects.update(received_at="2021-10-19T21:00:00Z")
    html = moderator.get(of("inspect", comment.pk)).content.decode()
    assert "20 أكتوبر 2021، 00:30" in html


def test_only_moderators_see_addresses_and_buttons() -> None:
    comment = CommentFactory(email="me@example.org")
    client = signed_in("view_comment")
    for path in (of("list"), of("list_results"), of("inspect", comment.pk)):
        html = client.get(path).content.decode()
        assert "maryam" in html or comment.name in html
        assert "me@example.org" not in html
        assert of("decide", comment.pk) not in html


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


def test_the_menu_counts_what_waits(moderator: Client) -> None:
    for _ in range(3):
        CommentFactory()
    CommentFactory(status="approved")
    assert "(3)" in moderator.get("/desk/").content.decode()


def test_the_list_costs_the_same_whatever_its_length(
    moderator: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(40):
        CommentFactory()
    moderator.get(of("list"))
    with django_assert_max_num_queries(25):
        moderator.get(of("list"))
