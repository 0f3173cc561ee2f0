"""Pages for everyone: axe and the W3C's checker find nothing wrong, nothing runs off the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from khabar.stories.archiving import address_of_day
from tests.factories import (
    AdvertFactory,
    CommentFactory,
    ContributorFactory,
    PictureFactory,
    SectionFactory,
    StoryFactory,
    TopicFactory,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LANGUAGES = ("ar", "fa", "en")


def make_paper(language: str) -> dict[str, str]:
    """Fill an edition with one of everything, and return its addresses."""
    section, topic = SectionFactory(slug="politics"), TopicFactory(slug="water")
    for slot in ("overlay", "story", "front"):
        AdvertFactory(slot=slot, language=language, image=PictureFactory())
    stories = [
        StoryFactory(
            language=language,
            published=True,
            kicker="Kicker 2-1",
            section=section,
            topics=[topic],
            contributors=[ContributorFactory()],
            lead_image=PictureFactory(),
        )
        for _ in range(7)
    ]
    CommentFactory(story=stories[-1], approved=True)
    day = address_of_day(language, stories[-1].first_published_at)
    month = day.removesuffix("/").rpartition("/")[0] + "/"
    return {
        "front": f"/{language}/",
        "section": f"/{language}/politics/",
        "story": stories[-1].get_absolute_url(),
        "topic": f"/{language}/topic/water/",
        "search": f"/{language}/search/?q=zzz",
        "years": f"/{language}/archive/",
        "year": month.removesuffix("/").rpartition("/")[0] + "/",
        "month": month,
        "day": day,
        "missing": f"/{language}/nothing/",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_wrong(page: Page, language: str) -> None:
    paper = make_paper(language)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, address in paper.items():
            page.goto(address)
            page.wait_for_timeout(1200)  # the advert comes after the first paint
            results = Axe().run(page)
            assert results.violations_count == 0, f"{name} {scheme}: {results.generate_report()}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_off_the_screen(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in make_paper(language).values():
        page.goto(address)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_checker_finds_no_error(
    client: Client, language: str, html_complaints: Callable[[dict[str, bytes]], list[str]]
) -> None:
    pages = {name: client.get(address).content for name, address in make_paper(language).items()}
    assert html_complaints(pages) == []
