"""From right to left is from left to right in a mirror, on every page at every width.

Each page is laid out twice, as it is and turned around with the same words. Every box must stand as
far from where lines begin as before, and what is painted without words must be its mirror image.
With `KHABAR_SCREENSHOTS=folder` both are kept as pictures to be looked at.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Page

from tests.papers import LANGUAGES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]

WIDTHS = (320, 768, 1280)
PICTURES = os.environ.get("KHABAR_SCREENSHOTS", "")
# In pixels: where a length of text is halved, its box is rounded to one side or the other.
TOLERANCE = 1.5
SPECKS = 4
SETTLE = """async () => {
  document.getAnimations().forEach((animation) => animation.finish());
  document.querySelectorAll("img").forEach((image) => { image.loading = "eager"; });
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
}"""
TURN = """() => {
  const other = { rtl: "ltr", ltr: "rtl" };
  const turned = document.querySelectorAll("[dir=rtl]:not(bdi), [dir=ltr]:not(bdi)");
  turned.forEach((element) => { element.dir = other[element.dir]; });
}"""
# What flows within a line goes where its letters do, which keep their own direction.
BOXES = """() => {
  const width = document.documentElement.clientWidth;
  const isRight = getComputedStyle(document.documentElement).direction === "rtl";
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const { display } = getComputedStyle(element);
    if (/^(inline|none|contents)$/.test(display) || element.closest("svg, option")) continue;
    if (!element.getClientRects().length) continue;
    const { left, right, top, height } = element.getBoundingClientRect();
    const begin = isRight ? width - right : left;
    const end = isRight ? width - left : right;
    found.push([`${element.localName}.${element.className}`, begin, end, top, height]);
  }
  return found;
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Not as a style element, which the page's own policy refuses.
HIDE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
WORDLESS = """
*, *::before, *::after, *::marker { color: transparent !important; caret-color: transparent; }
img, svg, time, mark { opacity: 0 !important; }
textarea { resize: none !important; }
"""


def boxes(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(BOXES)
    return found


def painted(page: Page) -> Image.Image:
    """Return the whole page without its words and pictures, in shades of grey."""
    page.evaluate(HIDE, WORDLESS)
    shot = page.screenshot(full_page=True)
    page.evaluate(HIDE, "")
    return Image.open(io.BytesIO(shot)).convert("L")


def differing(one: Image.Image, other: Image.Image) -> int:
    """Count the pixels that differ, where neither neighbour to the sides is alike."""
    shifted = [ImageChops.offset(other, step, 0) for step in (-1, 0, 1)]
    apart = ImageChops.difference(one, shifted[0])
    for each in shifted[1:]:
        apart = ImageChops.darker(apart, ImageChops.difference(one, each))
    return sum(apart.histogram()[24:])


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page for somebody to look at, where a folder is given."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_turned_around_is_its_mirror_image(
    page: Page, language: str, paper_in: Callable[[str], dict[str, str]]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    wrong = []
    for name, address in paper_in(language).items():
        page.goto(address)
        page.evaluate(SETTLE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += list(complaints(page, f"{name}-{language}-{width}"))
    assert wrong == []


def complaints(page: Page, name: str) -> Iterator[str]:
    """Compare the open page with itself turned around, and leave it as it was."""
    if page.evaluate(OVERFLOW) > 0:
        yield f"{name} runs off the screen"
    # The rules are the same in all languages, and a picture takes its time.
    is_looked_at = PICTURES or "-ar-" in name
    before, picture = boxes(page), painted(page) if is_looked_at else None
    keep(page, name)
    page.evaluate(TURN)
    yield from moved(before, boxes(page), name)
    if picture:
        turned = ImageOps.mirror(painted(page))
        keep(page, f"{name}-turned")
        if turned.size != picture.size or differing(picture, turned) > SPECKS:
            yield f"{name} is painted otherwise"
    page.evaluate(TURN)


def moved(before: list[Any], after: list[Any], name: str) -> Iterator[str]:
    """Say which boxes stand elsewhere."""
    for old, new in zip(before, after, strict=True):
        if any(abs(a - b) > TOLERANCE for a, b in zip(old[1:], new[1:], strict=True)):
            yield f"{name}: {old} became {new[1:]}"
