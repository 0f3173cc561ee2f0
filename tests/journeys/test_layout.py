"""Nothing moves while a page arrives, and it holds where a reader enlarges or recolours it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route

from tests.factories import PictureFactory, SectionFactory, StoryFactory, paragraph

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FACES = """[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSFontFaceRule && rule.style.src.includes("url("))
  .map((rule) => rule.style.fontDisplay)"""
BLOCKING = """performance.getEntriesByType("resource")
  .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""
WORDS = {
    "ar": "افتتح الوزير صباح اليوم أول محطة لتحلية المياه بالطاقة الشمسية في رأس البحر",
    "fa": "وزیر نیرو صبح امروز نخستین ایستگاه شیرین‌سازی آب با انرژی خورشیدی را گشود",
    "en": "The minister opened the first solar desalination plant at Ras al-Bahr this morning",
}
MOST_SHIFT = 0.02
FONTS = 60_000


@pytest.fixture(params=["ar", "fa", "en"])
def paper(request: Any) -> dict[str, str]:
    language, section = request.param, SectionFactory(slug="news")
    words = WORDS[language]
    stories = [
        StoryFactory(
            language=language,
            section=section,
            headline=" ".join(words.split()[: 7 + n]),
            kicker=words[:20],
            lead=f"{words}. {words}.",
            lead_image=PictureFactory(),
            body=[paragraph(f"<p>{words}. {words}.</p>")] * 6,
            published=True,
        )
        for n in range(6)
    ]
    return {
        "front": f"/{language}/",
        "section": f"/{language}/news/",
        "story": stories[0].get_absolute_url(),
        "search": f"/{language}/search/",
        "results": f"/{language}/search/?q={quote(words.split()[1])}",
    }


def late(route: Route) -> None:
    """Let a font come when the page has been painted."""
    time.sleep(0.4)
    route.fallback()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 900)])
def test_nothing_moves_when_fonts_and_pictures_come_late(
    page: Page, paper: dict[str, str], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(WATCH)
    page.route("**/*.woff2", late)
    for name, address in paper.items():
        page.goto(address)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(500)
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


def test_enlarged_it_needs_no_scrolling_to_the_side(page: Page, paper: dict[str, str]) -> None:
    # A browser that enlarges a window of 1,280 pixels twice lays the page out in 640, four times
    # in 320, as WCAG asks for.
    root = "document.documentElement"
    for width, size in ((640, ""), (640, "largest"), (320, ""), (320, "largest")):
        page.set_viewport_size({"width": width, "height": 450})
        for name, address in paper.items():
            page.goto(address)
            page.evaluate(f"{root}.dataset.text = '{size}'")
            overflow = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
            assert overflow <= 0, f"{name} in {width} pixels, {size}"


def test_the_text_waits_for_the_style_sheet_alone(page: Page, paper: dict[str, str]) -> None:
    page.goto(paper["search"])
    faces = page.evaluate(FACES)
    assert faces and set(faces) == {"swap"}
    waited_for = page.evaluate(BLOCKING)
    assert len(waited_for) == 1 and waited_for[0].endswith(".css")


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
