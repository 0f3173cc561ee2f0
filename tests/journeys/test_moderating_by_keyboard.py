"""A moderator's morning without a mouse, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from khabar.comments.models import Comment
from tests.factories import CommentFactory, UserFactory


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_moderator_approves_and_rejects_by_keyboard(page: Page) -> None:
    older, newer = CommentFactory(text="الأقدم"), CommentFactory(text="الأحدث")
    UserFactory(superuser=True, username="moderator")
    page.goto("/desk/login/")
    page.get_by_role("textbox").first.fill("moderator")
    page.locator("input[type=password]").fill("password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    page.goto("/desk/snippets/khabar_comments/comment/")
    row = page.locator("tr", has_text="الأحدث")
    row.locator("button[value=approve]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#snippet_{older.pk}_title")
    # The browser goes on from the next comment that waits: approve, then reject.
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.value") != "reject":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comment/")
    decided = dict(Comment.objects.values_list("pk", "status"))
    assert decided == {newer.pk: "approved", older.pk: "rejected"}
