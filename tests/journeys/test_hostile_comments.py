"""Hostile comments in a real browser: no window opens, no script runs, nothing is asked elsewhere.

What the policy of a page refuses and what a page asks of others, the `page` fixture complains of.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, expect

from khabar.comments.models import Comment
from khabar.stories.models import Story
from tests.comments.hostile import EVERY
from tests.comments.sending import send
from tests.factories import StoryFactory, UserFactory
from tests.spool import drain

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    """A page on which a window that opens fails the test."""
    opened: list[str] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    yield page
    assert opened == []


@pytest.fixture
def story() -> Story:
    """A story under which everything hostile was said and approved."""
    story = StoryFactory(published=True)
    for number, payload in enumerate(EVERY):
        text, email = f"{number}\n{payload}", f"reader{number}@example.org"
        if send(story, name=payload[:40], text=text, email=email).status_code != 303:
            send(story, name="x", text=text, email=email)
    Comment.objects.update(status="approved")
    return story


@pytest.mark.once
def test_no_thread_does_what_a_comment_says(reader: Page, story: Story) -> None:
    reader.goto(story.get_absolute_url())
    expect(reader.locator("article.comment")).to_have_count(50)
    for name in reader.locator("article.comment h3").all()[::7]:
        name.hover()
    following = reader.locator("a[rel=next]")
    while following.count():
        following.click()
        reader.wait_for_load_state("networkidle")


@pytest.mark.once
def test_no_draft_and_no_form_does_what_a_reader_types(reader: Page) -> None:
    typed = "\n".join(payload for payload in EVERY if "\x00" not in payload)[:3900]
    reader.goto(StoryFactory(published=True).get_absolute_url())
    reader.locator("#comment-text").fill(typed)
    reader.locator("#comment-name").fill('"><img src=x onerror=alert(1)>')
    # The browser gives its draft back, and then our answer what was sent.
    reader.reload()
    assert reader.locator("#comment-text").input_value().startswith(typed[:20])
    # Browsers take this for an address, we don't.
    reader.locator("#comment-email").fill("reader@paper")
    reader.locator("#comment-form button[type=submit]").click()
    expect(reader.locator(".form-errors")).to_be_visible()
    reader.locator("#comment-email").fill("reader@example.org")
    reader.locator("#comment-form button[type=submit]").click()
    reader.wait_for_url("**/received/**")
    drain()
    reader.reload()


def test_the_queue_does_nothing_that_a_comment_says(reader: Page, story: Story) -> None:
    UserFactory(superuser=True, username="moderator")
    reader.goto("/desk/login/?next=/desk/comments/%3Fstate=all")
    reader.get_by_role("textbox").first.fill("moderator")
    reader.locator("input[type=password]").fill("password")
    reader.keyboard.press("Enter")
    expect(reader.locator("#khabar-queue")).to_be_visible()
    for comment in Comment.objects.order_by("pk")[::12]:
        reader.goto(f"/desk/comments/?state=all&at={comment.pk}")
        expect(reader.locator("#khabar-queue")).to_be_visible()
