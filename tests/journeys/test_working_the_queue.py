"""A moderator's shift at the queue: by keyboard alone, by mouse without a script, and looked at.

With `KHABAR_SCREENSHOTS=folder` the queue is kept as pictures to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from wagtail.users.models import UserProfile

from khabar.accounts.models import User
from khabar.comments.deciding import approve
from khabar.comments.models import Appeal, Comment, Commenter, WordRule
from khabar.comments.sealing import seal_receipt
from khabar.stories.models import Story
from tests.factories import CommentFactory, StoryFactory, UserFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("KHABAR_SCREENSHOTS", "")
QUEUE = "/desk/comments/"
# A key that is pressed before the script is there does nothing.
READY = "#khabar-queue[data-keys]"
NAME = f"{READY} #queue-name"


def moderator(language: str, **account: Any) -> User:
    """Return an account named "moderator" whose desk speaks a language."""
    user = UserFactory(superuser=True, username="moderator", **account)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def sign_in(page: Page) -> None:
    page.goto("/desk/login/")
    page.fill("#id_username", "moderator")
    page.fill("#id_password", "password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def waiting(count: int) -> list[Comment]:
    """Return so many comments that wait, the oldest first, on one story."""
    story, since = StoryFactory(published=True), timezone.now() - timedelta(hours=1)
    return [
        CommentFactory(
            story=story,
            name=f"قارئ {n}",
            text=f"رأي رقم {n} في الجسر",
            received_at=since + timedelta(minutes=n),
            commenter=Commenter.objects.create(email_hash=str(n)),
        )
        for n in range(1, count + 1)
    ]


def press(page: Page, code: str, written: str) -> None:
    """Press the key at a place of the keyboard, from which `written` comes."""
    event = {"key": written, "code": code, "bubbles": True, "cancelable": True}
    page.evaluate(
        "(e) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', e))", event
    )


def test_five_comments_are_worked_by_keyboard_alone(page: Page) -> None:
    comments = waiting(5)
    moderator("ar")
    sign_in(page)
    page.goto(QUEUE)
    name = page.locator(NAME)
    for key, now, after in (("a", 1, 2), ("r", 2, 3), ("s", 3, 4), ("w", 4, 5)):
        expect(name).to_have_text(f"قارئ {now}")
        page.keyboard.press(key)
        expect(name).to_have_text(f"قارئ {after}")
    # The last decision was one too many: taken back, and looked at again.
    page.keyboard.press("u")
    expect(name).to_have_text("قارئ 4")
    # On an Arabic keyboard the keys stand where they stood: ى is N, ش is A.
    press(page, "KeyN", "ى")
    expect(name).to_have_text("قارئ 5")
    press(page, "KeyA", "ش")
    expect(name).to_have_text("قارئ 4")
    page.keyboard.press("r")
    expect(page.locator(".khabar-queue__nothing")).to_be_visible()
    found = dict(Comment.objects.values_list("pk", "status"))
    expected = ["approved", "rejected", "spam", "rejected", "approved"]
    assert [found[comment.pk] for comment in comments] == expected


def test_a_comment_is_edited_and_answered_by_keyboard(page: Page) -> None:
    waiting(1)
    moderator("ar", first_name="ليلى")
    sign_in(page)
    page.goto(QUEUE)
    page.keyboard.press("e")
    text = page.locator("#queue-text")
    expect(text).to_be_focused()
    # While something is typed, a letter is a letter.
    page.keyboard.press("Control+End")
    page.keyboard.type(" a")
    expect(text).to_have_value("رأي رقم 1 في الجسر a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"{READY} .khabar-queue__text")).to_have_text("رأي رقم 1 في الجسر a")
    page.keyboard.press("y")
    page.keyboard.type("شكرا لك")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-labelledby=queue-thread]")).to_contain_text("شكرا لك")
    answer = Comment.objects.get(is_staff=True)
    assert (answer.status, answer.name) == ("approved", "ليلى")


def test_the_keys_are_explained_by_a_key(page: Page) -> None:
    waiting(1)
    moderator("ar")
    sign_in(page)
    page.goto(QUEUE)
    keys = page.locator("#queue-keys")
    for key in ("?", "؟"):
        expect(keys).to_be_hidden()
        press(page, "Slash", key)
        expect(keys).to_be_visible()
        assert page.locator("#keyboard-shortcuts-dialog [role=dialog]:visible").count() == 0
        page.keyboard.press("Escape")


def test_who_turned_the_keys_off_has_none(page: Page) -> None:
    waiting(1)
    profile = UserProfile.get_for_user(moderator("ar"))
    profile.keyboard_shortcuts = False
    profile.save()
    sign_in(page)
    page.goto(QUEUE)
    page.keyboard.press("a")
    page.keyboard.press("e")
    expect(page.locator("#queue-text")).to_be_hidden()
    assert Comment.objects.get().status == "pending"


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_comment_is_decided_by_mouse_without_a_script(plain: Page) -> None:
    first, _second = waiting(2)
    moderator("ar")
    sign_in(plain)
    plain.goto(QUEUE)
    plain.locator("button[value=approve][data-key]").click()
    expect(plain.locator("#queue-name")).to_have_text("قارئ 2")
    first.refresh_from_db()
    assert first.status == "approved"
    plain.locator("[data-key=u]").click()
    first.refresh_from_db()
    assert first.status == "pending"


def test_many_are_ticked_and_decided_at_once(page: Page) -> None:
    waiting(4)
    moderator("ar")
    sign_in(page)
    page.goto(QUEUE)
    page.keyboard.press("x")
    page.keyboard.press("n")
    expect(page.locator(NAME)).to_have_text("قارئ 2")
    # What was ticked stays so, while one reads on.
    expect(page.get_by_role("checkbox", name="تحديد تعليق قارئ 1")).to_be_checked()
    page.get_by_role("checkbox", name="تحديد هذه كلها").check()
    page.get_by_role("checkbox", name="تحديد تعليق قارئ 2").uncheck()
    page.locator(".khabar-queue__bulk button[value=spam]").click()
    expect(page.locator(NAME)).to_have_text("قارئ 2")
    assert Comment.objects.filter(status="spam").count() == 3


def test_the_menu_tells_how_many_wait_while_the_page_stands(page: Page) -> None:
    comments = waiting(2)
    moderator("ar")
    sign_in(page)
    item = page.locator("[data-khabar-waiting]")
    expect(item).to_have_text("تعليقات (2)")
    page.goto(QUEUE)
    CommentFactory(story=comments[0].story)
    # As when somebody comes back to the page.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(item).to_have_text("تعليقات (3)")
    expect(page.locator("[data-waiting]")).to_have_text("3")


def talk(story: Story) -> None:
    """Put a thread under `story`, of which one comment has much against it."""
    since = timezone.now() - timedelta(hours=3)
    person = Commenter.objects.create(email_hash="x", approved=4, rejected=1)
    top = CommentFactory(story=story, text="متى تفتح الطريق؟", approved=True, received_at=since)
    CommentFactory(
        story=story,
        parent=top,
        name="Adam B.",
        text="زوروا https://cheap.example/watches\n\nBuy now",
        commenter=person,
        received_at=since + timedelta(minutes=1),
        reasons=[
            {"guard": "links", "score": 4.0, "found": "2"},
            {"guard": "known", "score": -2.0, "found": "+4 -1"},
        ],
    )
    top.reports.create(reason="hate", reporter="r")


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("ar", "light", 1280), ("ar", "dark", 360), ("en", "dark", 1280), ("fa", "light", 360)],
)
def test_the_queue_is_accessible_and_fits(
    browser: Browser, live_server: Any, language: str, theme: Any, width: int
) -> None:
    talk(StoryFactory(published=True))
    waiting(3)
    profile = UserProfile.get_for_user(moderator(language))
    profile.theme = theme
    profile.save()
    size: Any = {"width": width, "height": 800}
    context = browser.new_context(base_url=live_server.url, viewport=size, color_scheme=theme)
    page = context.new_page()
    sign_in(page)
    page.goto(QUEUE)
    expect(page.locator("html")).to_have_attribute("dir", "ltr" if language == "en" else "rtl")
    for summary in page.locator("#khabar-queue summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/queue-{language}-{theme}-{width}.png", full_page=True)
    results = Axe().run(page, context="#khabar-queue")
    context.close()
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("language", "theme"), [("ar", "light"), ("en", "dark")])
def test_what_belongs_to_it_is_accessible(
    browser: Browser, live_server: Any, language: str, theme: Any
) -> None:
    comment = CommentFactory(text="أنت أحمق", status="rejected")
    Appeal.objects.create(comment=comment, text="لم أسئ إلى أحد")
    user = moderator(language)
    approve(comment=CommentFactory(story=comment.story), moderator=user)
    rule = WordRule.objects.create(pattern="أحمق", language="ar")
    profile = UserProfile.get_for_user(user)
    profile.theme = theme
    profile.save()
    receipt = seal_receipt(comment.story.number, [comment.key])
    addresses = {
        "appeals": (f"{QUEUE}?state=appealed", "#khabar-queue"),
        "trial": (f"{QUEUE}words/{rule.pk}/", ".khabar-trial"),
        "decisions": (f"{QUEUE}decisions/", "#listing-results"),
        "receipt": (f"/ar/{comment.story.number}/comments/received/{receipt}/", "main"),
    }
    context = browser.new_context(base_url=live_server.url, color_scheme=theme)
    page = context.new_page()
    sign_in(page)
    found = {}
    for name, (address, part) in addresses.items():
        page.goto(address)
        expect(page.locator(part)).to_be_visible()
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{language}-{theme}.png", full_page=True)
        results = Axe().run(page, context=part)
        found[name] = results.generate_report() if results.violations_count else ""
    context.close()
    assert not any(found.values()), found
