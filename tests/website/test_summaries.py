"""What pages say of themselves to search engines, in a line or two."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.branding.models import Brand
from tests.factories import (
    ContributorFactory,
    SectionFactory,
    SourceFactory,
    StoryFactory,
    TopicFactory,
    paragraph,
)

pytestmark = pytest.mark.django_db
NAMES = {"ar": "مياه", "fa": "آب", "en": "Water"}
ABOUT = {"ar": "كل ما يخص المياه.", "fa": "هر آنچه به آب مربوط است.", "en": "All about water."}
DAY = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)


def summary(client: Client, address: str) -> str:
    """Return the one description of a page."""
    html = BeautifulSoup(client.get(address).content, "html.parser")
    (description,) = html.select("meta[name=description]")
    return str(description["content"])


def pages(language: str) -> dict[str, str]:
    """Publish two stories and return every kind of page that has them."""
    known = {
        "section": SectionFactory(slug="water", names=NAMES),
        "topics": [TopicFactory(slug="rain", names=NAMES)],
        "contributors": [ContributorFactory(slug="layla", names=NAMES)],
        "source": SourceFactory(slug="agency", names=NAMES),
    }
    for number, headline in ((11, "First"), (12, "Second")):
        StoryFactory(number=number, language=language, headline=headline, published_at=DAY, **known)
    paths = {
        "front": "",
        "section": "water/",
        "topic": "topic/rain/",
        "contributor": "by/layla/",
        "source": "source/agency/",
        "years": "archive/",
        "year": "archive/2026/",
        "month": "archive/2026/01/",
        "day": "archive/2026/01/02/",
        "search": "search/",
        "results": "search/?q=zzz",
        "story": "12/",
        "comments": "12/comments/",
    }
    return {name: f"/{language}/{path}" for name, path in paths.items()}


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_every_page_has_a_summary_of_its_own(client: Client, language: str) -> None:
    found = {name: summary(client, address) for name, address in pages(language).items()}
    assert all(10 < len(words) <= 260 for words in found.values()), found
    assert found.pop("results") == found["search"]
    assert len(set(found.values())) == len(found)


def test_a_list_s_summary_is_its_leading_headlines(client: Client) -> None:
    found = {name: summary(client, address) for name, address in pages("en").items()}
    assert found["front"] == "Khabar: Second; First"
    assert found["section"] == "The latest in Water: Second; First"
    assert found["topic"] == "The latest on Water: Second; First"
    assert found["contributor"] == "The latest by Water: Second; First"
    assert found["source"] == "The latest from Water: Second; First"
    assert found["month"] == "What Khabar published in January 2026, day by day."
    assert found["day"].endswith("2 January 2026: Second; First")
    assert found["comments"] == "What readers say about the story: Second"


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_what_an_editor_wrote_is_the_summary_and_stands_below_the_name(
    client: Client, language: str
) -> None:
    SectionFactory(slug="water", names=NAMES, about=ABOUT)
    TopicFactory(slug="rain", names=NAMES, about=ABOUT)
    ContributorFactory(slug="layla", names=NAMES, about=ABOUT)
    SourceFactory(slug="agency", names=NAMES, about=ABOUT)
    for path in ("water/", "topic/rain/", "by/layla/", "source/agency/"):
        assert summary(client, f"/{language}/{path}") == ABOUT[language]
        html = BeautifulSoup(client.get(f"/{language}/{path}").content, "html.parser")
        assert [about.text for about in html.select(".page-about")] == [ABOUT[language]]


def test_words_in_another_language_are_no_summary(client: Client) -> None:
    SectionFactory(slug="water", names=NAMES, about={"ar": ABOUT["ar"]})
    assert summary(client, "/en/water/") == "The latest in Water"


def test_a_later_page_tells_its_own_headlines(client: Client) -> None:
    section = SectionFactory(slug="water", names=NAMES, about=ABOUT)
    stories = [
        StoryFactory(language="en", headline=f"Story {n}", section=section, published=True)
        for n in range(21)
    ]
    told = summary(client, f"/en/water/?after={stories[1].number}")
    assert told == f"The latest in Water: {stories[0].headline}"


def test_a_summary_stays_short_and_tells_one_headline_at_least(client: Client) -> None:
    for _ in range(3):
        StoryFactory(language="en", headline="A word " * 30, published=True)
    assert summary(client, "/en/").count("A word") == 30


def test_foreign_runs_in_a_summary_are_isolated(client: Client) -> None:
    Brand(names={"ar": "Al-Nahar"}).save()
    StoryFactory(headline="فوز Arsenal 2-1", published=True)
    assert summary(client, "/ar/") == "\u200f\u2068Al-Nahar\u2069: فوز \u2068Arsenal 2-1\u2069"


def test_signs_of_html_in_a_summary_stay_text(client: Client) -> None:
    StoryFactory(language="en", headline='"><b>Rain & wind', published=True)
    assert summary(client, "/en/") == 'Khabar: "><b>Rain & wind'


def test_a_story_without_a_lead_is_summed_up_by_its_first_words(client: Client) -> None:
    body = [paragraph(f"<p>{'Rain fell on the coast. ' * 20}</p>")]
    StoryFactory(number=7, language="en", lead="", body=body, published=True)
    told = summary(client, "/en/7/")
    assert told.startswith("Rain fell on the coast. Rain") and told.endswith("…")
    assert len(told) <= 200
