"""A reader reads a story, loses the network, and reads it again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import PictureFactory, SectionFactory, StoryFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]

KEPT = """async ([store, address]) =>
  !!(await (await caches.open(store)).match(address))"""


@pytest.fixture
def stories() -> list[Any]:
    section = SectionFactory(slug="news")
    return [
        StoryFactory(
            number=number,
            headline=f"خبر رقم {number}",
            section=section,
            lead_image=PictureFactory(),
            published=True,
        )
        for number in (811, 812, 813)
    ]


def is_kept(page: Page, address: str, store: str = "khabar-pages-1") -> bool:
    return bool(page.evaluate(KEPT, [store, address]))


def read(page: Page, address: str) -> None:
    """Open a story and wait until it is kept."""
    page.goto(address)
    for _ in range(100):
        if is_kept(page, address) and is_kept(page, "/ar/offline/", "khabar-files-1"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{address} isn't kept")


def go_offline(context: BrowserContext) -> None:
    context.unroute_all()
    context.set_offline(True)


def test_a_story_that_was_read_can_be_read_again(page: Page, stories: Any) -> None:
    read(page, "/ar/812/")
    page.wait_for_timeout(500)
    go_offline(page.context)
    page.goto("/ar/812/")
    expect(page.locator("h1")).to_have_text("خبر رقم 812")
    face = page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    assert "Vazirmatn" in face
    assert page.evaluate("document.fonts.check('16px Vazirmatn')")


def test_another_page_says_what_can_be_read(page: Page, stories: Any) -> None:
    read(page, "/ar/812/")
    read(page, "/ar/811/")
    go_offline(page.context)
    for address in ("/ar/813/", "/ar/", "/ar/news/"):
        page.goto(address)
        expect(page.locator("h1")).to_have_text("لا اتصال بالشبكة")
        expect(page.locator("[data-kept] a")).to_have_text(["خبر رقم 811", "خبر رقم 812"])
    page.locator("[data-kept] a").first.click()
    expect(page.locator("h1")).to_have_text("خبر رقم 811")


def test_a_story_that_was_taken_down_is_not_kept(page: Page, stories: Any) -> None:
    read(page, "/ar/812/")
    stories[1].unpublish()
    page.goto("/ar/812/")
    for _ in range(50):
        if not is_kept(page, "/ar/812/"):
            break
        page.wait_for_timeout(100)
    assert not is_kept(page, "/ar/812/")


def test_lists_comments_and_the_desk_are_never_kept(page: Page, stories: Any) -> None:
    read(page, "/ar/812/")
    for address in ("/ar/", "/ar/news/", "/ar/812/comments/", "/ar/search/?q=x"):
        page.goto(address)
    kept = page.evaluate("""async () => (await (await caches.open('khabar-pages-1')).keys())
        .map(({ url }) => new URL(url).pathname)""")
    assert kept == ["/ar/812/"]


def test_no_more_than_sixty_are_kept(page: Page, stories: Any) -> None:
    read(page, "/ar/811/")
    page.evaluate("""async () => {
      const cache = await caches.open('khabar-pages-1');
      for (let n = 1; n <= 70; n++) await cache.put(`/ar/${n}/`, new Response('<h1>x</h1>'));
    }""")
    read(page, "/ar/812/")
    count = page.evaluate("async () => (await (await caches.open('khabar-pages-1')).keys()).length")
    assert count == 60 and not is_kept(page, "/ar/811/")


def test_switched_off_it_takes_itself_away(page: Page, stories: Any) -> None:
    read(page, "/ar/812/")
    with override_settings(OFFLINE_READING=False):
        page.goto("/ar/812/")
        page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found?.update())")
        for _ in range(50):
            if not page.evaluate("caches.keys()"):
                break
            page.wait_for_timeout(100)
        assert page.evaluate("caches.keys()") == []
        page.goto("/ar/")
        assert page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)") is False


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("en", "ltr")])
def test_an_edition_can_be_installed(client: Client, language: str, direction: str) -> None:
    answer = client.get(f"/{language}/manifest.webmanifest")
    manifest = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["dir"]) == (language, direction)
    assert manifest["start_url"] == f"/{language}/"
    for icon in manifest["icons"]:
        assert client.get(icon["src"])["Content-Type"] == "image/png"
        assert "maskable" in icon["purpose"]
    assert client.get(f"/{language}/icon-64.png").status_code == 404
