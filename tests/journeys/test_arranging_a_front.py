"""An editor arranges a front by keyboard, and a reader reads it: in Arabic from end to end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from wagtail.users.models import UserProfile

from khabar.fronts.models import Front
from tests.factories import StoryFactory, UserFactory, locale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page) -> None:
    user = UserFactory(superuser=True, username="editor")
    UserProfile.objects.create(user=user, preferred_language="ar")
    page.goto("/desk/login/")
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill("password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    target.focus()
    page.keyboard.press(key)


def publish(page: Page) -> None:
    press(page, page.locator("footer button[data-w-dropdown-target=toggle]"))
    publishing = page.locator("button[name=action-publish]")
    expect(publishing).to_be_visible()
    with page.expect_navigation():
        press(page, publishing)


def add_a_lead(page: Page, containers: Locator) -> None:
    """Add a container: the button opens a list of their kinds, of which the first is the lead."""
    press(page, containers.locator("button.c-sf-add-button"))
    kinds = page.get_by_role("combobox").last
    expect(kinds).to_be_visible()
    press(page, kinds, "ArrowDown")
    page.keyboard.press("Enter")


def pick(page: Page, containers: Locator, headline: str) -> None:
    """Add a card and choose a story for it, among those of the edition."""
    press(page, containers.locator("[data-streamfield-list-add]"))
    press(page, containers.locator("[data-contentpath=story] [data-chooser-action-choose]"))
    modal = page.locator(".modal-content")
    expect(modal.get_by_role("link", name="أحدث الأخبار")).to_be_visible()
    expect(modal.get_by_text("پل تازه")).to_have_count(0)
    press(page, modal.get_by_role("link", name=headline))
    chosen = containers.locator("[data-contentpath=story] [data-chooser-title]")
    expect(chosen).to_have_text(headline)


def test_a_front_is_arranged_by_keyboard_and_read(page: Page) -> None:
    locale("ar")
    StoryFactory(published=True, language="fa", headline="پل تازه")
    StoryFactory(published=True, headline="افتتاح الجسر")
    StoryFactory(published=True, headline="أحدث الأخبار")
    sign_in(page)
    page.goto("/desk/snippets/khabar_fronts/front/add/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    containers = page.locator("[data-contentpath=containers]")
    add_a_lead(page, containers)
    pick(page, containers, "افتتاح الجسر")

    headline = containers.locator("[data-contentpath=headline] input")
    expect(headline.locator("xpath=ancestor::*[@dir][1]")).to_have_attribute("dir", "rtl")
    headline.focus()
    page.keyboard.insert_text("الجسر يفتح اليوم")
    # Beside the form stands the true page, with what was just typed.
    press(page, page.locator("[data-side-panel-toggle=preview]"))
    preview = page.frame_locator("[data-side-panel=preview] iframe").first
    expect(preview.locator(".front-lead .headline")).to_have_text(
        "الجسر يفتح اليوم", timeout=15_000
    )
    publish(page)
    front = Front.objects.get()
    assert front.live
    # Folded up, a container says what is in it, and nothing of what isn't.
    page.goto(f"/desk/snippets/khabar_fronts/front/edit/{front.pk}/")
    line = page.locator("[data-contentpath=containers] [data-panel-heading-text]").first
    expect(line).to_contain_text("الجسر يفتح اليوم")
    expect(line).not_to_contain_text("null")

    page.context.clear_cookies()
    page.goto("/ar/")
    press(page, page.get_by_role("link", name="الجسر يفتح اليوم"))
    page.wait_for_url("**/ar/*/")
    expect(page.locator("h1")).to_have_text("افتتاح الجسر")
