"""A reader searches by keyboard: suggestions while typing, and marks in what was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import StoryFactory, TopicFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]


def test_suggestions_are_chosen_by_keyboard(page: Page, index: Callable[[], bool]) -> None:
    topic = TopicFactory(slug="bridges", names={"ar": "الجسور"})
    StoryFactory(published=True, headline="الجسر الجديد", topics=[topic], number=812)
    index()
    page.goto("/ar/search/")
    field = page.get_by_role("combobox", name="كلمات أو رقم خبر")
    field.press_sequentially("الجس")
    options = page.get_by_role("option")
    expect(options).to_have_text(["الجسور", "الجسر الجديد"])
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(options).to_have_count(0)
    field.press_sequentially("ر")
    expect(options).to_have_text(["الجسر الجديد"])
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/ar/812/")


def test_enter_searches_and_what_was_found_is_marked(page: Page, index: Callable[[], bool]) -> None:
    StoryFactory(published=True, headline="افتتاح الجسور القديمة", lead="خبر")
    index()
    page.goto("/ar/search/")
    field = page.get_by_role("combobox", name="كلمات أو رقم خبر")
    field.fill("جسور قديمه")
    field.press("Enter")
    expect(page.locator(".result mark")).to_have_text(["الجسور", "القديمة"])
    expect(page.get_by_role("status").first).to_have_text("خبر واحد")
