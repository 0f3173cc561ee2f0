"""A reader makes the text larger, copies and shares an address, and prints."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PictureFactory, StoryFactory, paragraph

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def story() -> Any:
    body = [paragraph("<p>عبرته أول سيارة في الثامنة.</p>")] * 12
    return StoryFactory(number=812, published=True, lead_image=PictureFactory(), body=body)


def size(page: Page) -> float:
    return float(
        page.locator(".story-body p").first.evaluate(
            "e => parseFloat(getComputedStyle(e).fontSize)"
        )
    )


def test_the_size_of_the_text_is_chosen_and_remembered(page: Page, story: Any) -> None:
    page.goto("/ar/812/")
    normal = size(page)
    larger, smaller = page.get_by_label("نص أكبر"), page.get_by_label("نص أصغر")
    larger.click()
    larger.click()
    assert size(page) == pytest.approx(normal * 1.4, rel=0.01)
    expect(larger).to_have_attribute("aria-disabled", "true")
    page.reload()
    assert size(page) == pytest.approx(normal * 1.4, rel=0.01)
    for _ in range(3):
        smaller.click()
    assert size(page) == pytest.approx(normal * 0.88, rel=0.01)
    larger.click()
    page.reload()
    assert size(page) == pytest.approx(normal)


def test_without_a_script_only_what_works_is_shown(page: Page, story: Any) -> None:
    context = page.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, base_url=page.context._impl_obj._options["baseURL"]
    )
    plain = context.new_page()
    plain.goto("/ar/812/")
    expect(plain.locator(".text-size")).to_be_hidden()
    expect(plain.locator(".share-button")).to_be_hidden()
    expect(plain.locator(".share-address a")).to_have_attribute("href", "http://localhost:8000/812")
    expect(plain.locator(".share-mail")).to_be_visible()
    context.close()


def test_the_short_address_is_copied(page: Page, story: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/ar/812/")
    page.locator(".share-address button").click()
    expect(page.locator(".share-address [role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == "http://localhost:8000/812"


def test_the_machine_s_own_way_of_sharing_gets_title_and_short_address(
    page: Page, story: Any
) -> None:
    page.add_init_script(
        "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"
    )
    page.goto("/ar/812/")
    page.locator(".share-button").click()
    shared = page.evaluate("window.shared")
    assert shared == {"title": story.headline, "url": "http://localhost:8000/812"}


def test_on_paper_it_is_an_article_with_its_address(page: Page, story: Any) -> None:
    page.goto("/ar/812/")
    page.emulate_media(media="print")
    expect(page.locator(".share-address")).to_be_visible()
    expect(page.locator(".share-mail")).to_be_hidden()
    for unread in (".masthead .sections", ".reading", ".text-size", ".topics", ".comments"):
        expect(page.locator(unread)).to_be_hidden()
    expect(page.locator(".story h1")).to_be_visible()


def test_paper_says_when_it_was_published_in_full(page: Page, story: Any) -> None:
    page.goto("/ar/812/")
    time = page.locator(".released time")
    expect(time).not_to_have_text(time.get_attribute("title") or "")
    page.evaluate("""() => {
      const time = document.querySelector(".released time");
      addEventListener("beforeprint", () => (window.printed = time.textContent));
    }""")
    page.pdf()
    assert page.evaluate("window.printed") == time.get_attribute("title")
    expect(time).not_to_have_text(time.get_attribute("title") or "")
