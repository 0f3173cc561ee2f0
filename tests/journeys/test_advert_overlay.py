"""The bar at the bottom edge: honest, small, and gone at once when a reader closes it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories import AdvertFactory, PictureFactory, StoryFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]
LABELS = {"ar": "إعلان", "fa": "آگهی", "en": "Advertisement"}


def open_story(page: Page, language: str = "ar", **fields: Any) -> None:
    AdvertFactory(slot="overlay", language=language, image=PictureFactory())
    story = StoryFactory(published=True, language=language, **fields)
    page.goto(story.get_absolute_url())


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_it_is_labelled_in_the_page_s_language(page: Page, language: str) -> None:
    open_story(page, language)
    expect(page.locator(".advert-overlay .advert-label")).to_have_text(LABELS[language])


@pytest.mark.parametrize("size", [(360, 740), (1280, 800), (740, 360)])
def test_it_is_flush_with_the_bottom_and_takes_at_most_a_third_of_the_height(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_story(page)
    overlay = page.locator(".advert-overlay")
    overlay.evaluate("bar => Promise.all(bar.getAnimations().map(a => a.finished))")
    box = overlay.bounding_box()
    assert box
    assert box["height"] <= size[1] * 0.3
    assert box["y"] + box["height"] == pytest.approx(size[1], abs=1)
    cross = page.locator(".advert-overlay summary").bounding_box()
    assert cross and cross["width"] >= 44 and cross["height"] >= 44


def test_its_x_closes_it_for_the_day(page: Page) -> None:
    open_story(page)
    page.locator(".advert-overlay summary").click()
    expect(page.locator(".advert-overlay")).to_be_hidden()
    page.reload()
    page.wait_for_timeout(1500)
    expect(page.locator(".advert-overlay")).to_be_hidden()


def test_escape_closes_it(page: Page) -> None:
    open_story(page)
    expect(page.locator(".advert-overlay")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".advert-overlay")).to_be_hidden()


def test_its_x_works_from_the_keyboard_and_without_javascript(
    browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    open_story(page)
    cross = page.locator(".advert-overlay summary")
    expect(cross).to_be_visible()
    cross.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".advert-overlay")).to_be_hidden()
    context.close()


def test_a_story_of_mourning_has_none(page: Page) -> None:
    open_story(page, adverts_allowed=False)
    expect(page.locator(".advert-overlay")).to_have_count(0)
