"""Nothing moves while a page arrives, and it holds where a reader enlarges or recolours it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.factories import PictureFactory, SectionFactory, StoryFactory, paragraph

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
WORDS = {
    "ar": "افتتح الوزير صباح اليوم أول محطة لتحلية المياه بالطاقة الشمسية في رأس البحر",
    "en": "The minister opened the first solar desalination plant at Ras al-Bahr this morning",
}
MOST_SHIFT = 0.02
FONTS = 60_000


@pytest.fixture(params=["ar", "en"])
def paper(request: Any) -> dict[str, str]:
    language, section = request.param, SectionFactory(slug="news")
    words = WORDS[language]
    stories = [
        StoryFactory(
            language=language,
            section=section,
            headline=words,
            kicker=words[:20],
            lead=f"{words}. {words}.",
            lead_image=PictureFactory(),
            body=[paragraph(f"<p>{words}. {words}.</p>")] * 6,
            published=True,
        )
        for _ in range(6)
    ]
    return {"front": f"/{language}/", "story": stories[0].get_absolute_url()}


def late(route: Route) -> None:
    """Let a font come when the page has been painted."""
    time.sleep(0.4)
    route.fallback()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_nothing_moves_when_fonts_and_pictures_come_late(
    page: Page, paper: dict[str, str], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(WATCH)
    page.route("**/*.woff2", late)
    for name, address in paper.items():
        page.goto(address)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(700)
        shift = page.evaluate("window.shift")
        assert shift <= MOST_SHIFT, f"{name} at {width}: {shift:.3f}"


def test_the_first_view_asks_for_no_more_than_sixty_kilobytes_of_fonts(
    page: Page, paper: dict[str, str]
) -> None:
    weights: list[int] = []
    page.on(
        "response",
        lambda answer: answer.url.endswith(".woff2") and weights.append(len(answer.body())),
    )
    page.goto(paper["story"])
    page.wait_for_timeout(500)
    assert 0 < sum(weights) <= FONTS


@pytest.mark.parametrize(("zoom", "size"), [(2, ""), (1, "largest"), (2, "largest")])
def test_enlarged_twice_it_needs_no_scrolling_to_the_side(
    page: Page, paper: dict[str, str], zoom: int, size: str
) -> None:
    # A browser that enlarges a window of 1,280 pixels twice lays the page out in 640.
    page.set_viewport_size({"width": 1280 // zoom, "height": 900 // zoom})
    page.add_init_script(f"localStorage.setItem('khabar.text-size', '{size}')")
    for name, address in paper.items():
        page.goto(address)
        root = "document.documentElement"
        overflow = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        assert overflow <= 0, name


def test_headlines_are_balanced_and_never_spaced(page: Page, paper: dict[str, str]) -> None:
    for address in paper.values():
        page.goto(address)
        styles = page.locator("h1, h2, h3").evaluate_all(
            "all => all.map(e => getComputedStyle(e)).map(s => [s.textWrapStyle, s.letterSpacing])"
        )
        assert styles and all(style == ["balance", "normal"] for style in styles)


def test_a_reader_s_own_colours_and_wish_for_stillness_are_kept(
    page: Page, paper: dict[str, str]
) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(paper["story"])
    moving = page.locator("a, button").evaluate_all(
        "all => all.filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert moving == 0
    button = page.locator(".text-size button").first
    assert button.evaluate("e => getComputedStyle(e).color") != "rgba(0, 0, 0, 0)"
