"""Pages for everyone: axe and the W3C's checker find nothing wrong on any of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests.papers import LANGUAGES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]
Papers = Callable[[str], dict[str, str]]
# Without waiting for it: the advert comes after the first paint.
SETTLED = "document.getAnimations().forEach((animation) => animation.finish())"
# What other colours can change.
IN_THE_DARK = {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_wrong(page: Page, language: str, paper_in: Papers) -> None:
    for name, address in paper_in(language).items():
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        page.evaluate(SETTLED)
        bright = Axe().run(page)
        page.emulate_media(color_scheme="dark")
        page.evaluate(SETTLED)
        dark = Axe().run(page, options=IN_THE_DARK)
        for scheme, results in (("light", bright), ("dark", dark)):
            assert results.violations_count == 0, f"{name} {scheme}: {results.generate_report()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_checker_finds_no_error(
    client: Client,
    language: str,
    paper_in: Papers,
    html_complaints: Callable[[dict[str, bytes]], list[str]],
) -> None:
    pages = {name: client.get(address).content for name, address in paper_in(language).items()}
    assert html_complaints(pages) == []
