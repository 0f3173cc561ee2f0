"""What stands where on a front that editors arranged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from khabar.fronts.arranging import arrange
from khabar.fronts.models import Front
from tests.factories import (
    ContributorFactory,
    FrontFactory,
    PictureFactory,
    SectionFactory,
    StoryFactory,
    TopicFactory,
    card,
    container,
)

pytestmark = pytest.mark.django_db


def read(client: Client, address: str = "/ar/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def headlines(page: BeautifulSoup | Tag) -> list[str]:
    return [each.get_text() for each in page.select(".headline, .ranked a, .card-links a")]


def test_picked_stories_stand_first_and_a_rule_fills_what_is_left(client: Client) -> None:
    section = SectionFactory()
    first, second, third = (StoryFactory(published=True, section=section) for _ in range(3))
    StoryFactory(published=True)
    row = container("list", first, fill="section", section=section.pk, count=3)
    FrontFactory(containers=[row])
    assert headlines(read(client)) == [first.headline, third.headline, second.headline]


def test_a_story_stands_once_on_a_front(client: Client) -> None:
    stories = [StoryFactory(published=True) for _ in range(6)]
    filled = [container(kind, fill="latest", count=3) for kind in ("lead", "list", "pictures")]
    FrontFactory(containers=filled)
    shown = headlines(read(client))
    assert len(shown) == 6
    assert set(shown) == {story.headline for story in stories}


def test_a_picked_story_fills_no_container_above_it(client: Client) -> None:
    older, newest = StoryFactory(published=True), StoryFactory(published=True)
    latest, picked = container("latest", count=1), container("list", newest)
    FrontFactory(containers=[latest, picked])
    assert headlines(read(client)) == [older.headline, newest.headline]


def test_a_story_below_a_card_counts_as_shown(client: Client) -> None:
    older, below, picked = (StoryFactory(published=True) for _ in range(3))
    FrontFactory(containers=[container("lead", card(picked, below)), container("latest", count=4)])
    page = read(client)
    assert [link.get_text() for link in page.select(".card-links a")] == [below.headline]
    assert headlines(page) == [picked.headline, below.headline, older.headline]


def test_a_picked_story_that_is_taken_down_is_filled_up(client: Client) -> None:
    other, picked = StoryFactory(published=True), StoryFactory(published=True)
    FrontFactory(containers=[container("lead", picked, fill="latest", count=1)])
    assert headlines(read(client)) == [picked.headline]
    picked.unpublish()
    assert headlines(read(client)) == [other.headline]


def test_a_front_says_its_own_words_about_a_story(client: Client) -> None:
    story = StoryFactory(published=True, kicker="كما في الخبر", lead_image=PictureFactory())
    words = card(story, headline="عنوان الواجهة", kicker="فوقه")
    FrontFactory(containers=[container("lead", words)])
    page = read(client)
    assert headlines(page) == ["عنوان الواجهة"]
    assert page.select(".kicker")[0].get_text() == "فوقه"
    assert page.select(".card-picture")
    assert story.headline in client.get(story.get_absolute_url()).content.decode()


def test_a_front_chooses_another_picture_or_none(client: Client) -> None:
    own, other = PictureFactory(), PictureFactory(file__filename="other.jpg")
    stories = [StoryFactory(published=True, lead_image=own) for _ in range(2)]
    chosen = card(stories[0], picture=other.pk)
    FrontFactory(containers=[container("list", chosen, card(stories[1], without_picture=True))])
    shown = [str(picture["src"]) for picture in read(client).select(".card-picture")]
    assert len(shown) == 1 and "other" in shown[0]


def test_an_opinion_names_its_author_before_the_headline(client: Client) -> None:
    author = ContributorFactory(names={"ar": "ليلى حداد"}, portrait=PictureFactory())
    story = StoryFactory(published=True, contributors=[author])
    FrontFactory(containers=[container("opinion", story)])
    opinion = read(client).select(".row-opinion .card")[0]
    text = opinion.get_text()
    assert text.index("ليلى حداد") < text.index(story.headline)
    assert opinion.select(".card-portrait")


def test_a_topic_is_filled_from_its_stories_and_leads_to_its_page(client: Client) -> None:
    topic = TopicFactory(slug="water", names={"ar": "المياه"})
    story = StoryFactory(published=True, topics=[topic])
    StoryFactory(published=True)
    FrontFactory(containers=[container("topic", topic=topic.pk, arrangement="list")])
    page = read(client)
    assert headlines(page) == [story.headline]
    assert page.select('.row-list h2 a[href="/ar/topic/water/"]')


def test_breaking_news_is_marked_and_fills_a_container_until_it_ends(client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    story = StoryFactory(published=True, breaking_until=soon)
    StoryFactory(published=True, breaking_until=timezone.now() - timedelta(hours=1))
    StoryFactory(published=True)
    FrontFactory(containers=[container("list", fill="breaking")])
    page = read(client)
    assert headlines(page) == [story.headline]
    assert page.select(".kicker-live")


@pytest.mark.parametrize(
    "containers", [[], [container("list")], [container("list", fill="breaking")]]
)
def test_a_front_that_shows_nothing_is_arranged_automatically(
    client: Client, containers: list[dict[str, object]]
) -> None:
    story = StoryFactory(published=True)
    FrontFactory(containers=containers)
    assert headlines(read(client)) == [story.headline]


def test_a_draft_of_a_front_is_not_shown(client: Client) -> None:
    picked, newest = StoryFactory(published=True), StoryFactory(published=True)
    FrontFactory(containers=[container("lead", picked)], published=False)
    assert headlines(read(client))[0] == newest.headline


def test_an_unfinished_draft_can_be_arranged() -> None:
    half = [
        {"type": "list", "value": {"cards": [{"story": None}], "fill": "section", "count": None}},
        {"type": "topic", "value": {}},
    ]
    assert arrange(FrontFactory(containers=half, published=False)) == []


def test_a_section_shows_its_front_and_then_its_other_stories(client: Client) -> None:
    section = SectionFactory(slug="politics")
    stories = [StoryFactory(published=True, section=section) for _ in range(30)]
    lead = container("lead", card(stories[3], stories[20]), fill="latest")
    FrontFactory(section=section, containers=[lead])
    page = read(client, "/ar/politics/")
    arranged = headlines(page.select(".front-top")[0])
    assert arranged[:2] == [stories[3].headline, stories[20].headline] and len(arranged) == 5
    shown = headlines(page)
    assert len(shown) == len(set(shown)) == 25
    older = read(client, f"/ar/politics/{page.select('a[rel=next]')[0]['href']}")
    assert not older.select(".front-top")
    assert len(headlines(older)) >= 5


def test_an_edition_has_a_front_of_its_own(client: Client) -> None:
    arabic, persian = StoryFactory(published=True), StoryFactory(published=True, language="fa")
    FrontFactory(containers=[container("lead", arabic)])
    FrontFactory(language="fa", containers=[container("lead", persian)])
    assert headlines(read(client, "/ar/")) == [arabic.headline]
    assert headlines(read(client, "/fa/")) == [persian.headline]


def queries_for(front: Front) -> int:
    fresh = Front.objects.with_places().get(pk=front.pk)
    with CaptureQueriesContext(connection) as queries:
        for shown in arrange(fresh):
            assert [(each.headline, each.bylines, each.portrait) for each in shown.cards]
    return len(queries)


def rich_stories(count: int, **more: object) -> list[object]:
    return [
        StoryFactory(
            published=True,
            lead_image=PictureFactory(),
            contributors=[ContributorFactory(portrait=PictureFactory())],
            **more,
        )
        for _ in range(count)
    ]


def everything(cards: int) -> list[dict[str, object]]:
    """Return a container of each kind, each filled by another rule after so many cards."""
    section, topic = SectionFactory(), TopicFactory()
    rich_stories(4, section=section, topics=[topic])
    picked = iter(rich_stories(cards * 12))

    def cards_of() -> list[dict[str, object]]:
        picture = PictureFactory().pk
        return [card(next(picked), next(picked), picture=picture) for _ in range(cards)]

    return [
        container("lead", *cards_of(), fill="breaking", count=cards + 1),
        container("list", *cards_of(), fill="section", section=section.pk, count=cards + 2),
        container("opinion", *cards_of(), fill="latest", count=cards + 1),
        container("pictures", *cards_of(), fill="latest", count=cards + 1),
        container("latest", *cards_of(), count=cards + 1),
        container("topic", *cards_of(), topic=topic.pk, count=cards + 2),
    ]


def test_a_front_costs_at_most_eight_queries_however_much_is_on_it() -> None:
    containers = everything(1)
    one = queries_for(FrontFactory(containers=containers[:1]))
    six = queries_for(FrontFactory(section=SectionFactory(), containers=containers))
    full = queries_for(FrontFactory(section=SectionFactory(), containers=everything(2)))
    assert one <= 4
    assert six == full <= 7


def test_an_arranged_front_is_valid_html(
    client: Client, html_complaints: Callable[[dict[str, bytes]], list[str]]
) -> None:
    FrontFactory(containers=everything(2))
    assert html_complaints({"front": client.get("/ar/").content}) == []
