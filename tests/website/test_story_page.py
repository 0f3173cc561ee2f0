"""A story's page, as a reader's browser gets it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from khabar.delivery.declaring import making_a_page
from khabar.delivery.signalling import Signals
from khabar.related.keeping import keep_related
from khabar.stories.models import Story, StoryCredit
from tests.factories import (
    CommentFactory,
    ContributorFactory,
    PictureFactory,
    SectionFactory,
    StoryFactory,
    TopicFactory,
    paragraph,
    publish,
)

pytestmark = pytest.mark.django_db
RELEASED = datetime(2021, 10, 19, 14, 21, 43, tzinfo=UTC)


def soup(client: Client, story: Story) -> BeautifulSoup:
    response = client.get(story.get_absolute_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text(page: BeautifulSoup, selector: str) -> str:
    found = page.select_one(selector)
    assert found, selector
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize(
    ("language", "direction", "date", "number"),
    [
        ("ar", "rtl", "19 أكتوبر 2021 (13 ربيع الأول 1443 هـ)، 17:51", "76227"),
        ("fa", "rtl", "۲۷ مهر ۱۴۰۰ (۱۹ اکتبر ۲۰۲۱)، ۱۷:۵۱", "۷۶۲۲۷"),
        ("en", "ltr", "19 October 2021, 17:51", "76227"),
    ],
)
def test_it_is_written_in_its_own_language(
    client: Client, language: str, direction: str, date: str, number: str
) -> None:
    story = StoryFactory(language=language, number=76227, published_at=RELEASED)
    page = soup(client, story)
    html = page.html
    assert html
    assert (html["lang"], html["dir"]) == (language, direction)
    assert text(page, ".released") == date
    moment = page.select_one(".released time")
    assert moment and moment["datetime"] == "2021-10-19T17:51:43+03:30"
    assert number in text(page, ".story-number")


def test_kicker_headline_and_lead_stand_once(client: Client) -> None:
    story = StoryFactory(kicker="كيكر", headline="عنوان", lead="مقدمة", published=True)
    page = soup(client, story)
    assert text(page, "article.story .kicker") == "كيكر"
    assert [" ".join(h.get_text().split()) for h in page.select("h1")] == ["عنوان"]
    assert text(page, ".lead") == "مقدمة"


def test_credits_stand_in_the_editor_s_order_with_their_roles(client: Client) -> None:
    story = StoryFactory(published=True)
    first = ContributorFactory(names={"ar": "ليلى"})
    second = ContributorFactory(names={"ar": "سمير"})
    story.credits.set(
        [
            StoryCredit(contributor=first, role="reporter"),
            StoryCredit(contributor=second, role="photographer"),
        ]
    )
    publish(story)
    byline = text(soup(client, story), ".byline")
    assert byline.index("ليلى") < byline.index("سمير")


def test_an_update_is_told_only_when_there_was_one(client: Client) -> None:
    story = StoryFactory(published_at=RELEASED)
    assert not soup(client, story).select(".updated")
    story.save_revision().publish()
    assert soup(client, story).select(".updated time")


def test_every_kind_of_block_is_shown(client: Client) -> None:
    picture = PictureFactory()
    story = StoryFactory(
        published=True,
        body=[
            paragraph("<p>فقرة <b>مهمة</b></p><ul><li>بند</li></ul>"),
            block("heading", text="عنوان فرعي", level="h2"),
            block("heading", text="عنوان أصغر", level="h3"),
            block("picture", image=picture.pk, caption="تعليق الصورة", credit="وكالة"),
            block("quote", text="قول", speaker="قائل"),
            block("facts", title="حقائق", text="<p>حقيقة</p>"),
            block("statement", title="بيان", source="جهة", text="سطر\nسطر"),
            block("embed", url="https://vimeo.com/1", title="فيديو"),
            block(
                "table",
                caption="جدول",
                table={
                    "columns": [{"type": "text", "heading": "عمود"}],
                    "rows": [{"values": ["خلية"]}],
                    "caption": "",
                },
            ),
            block("paragraph", language="en", text="<p>In English</p>"),
        ],
    )
    body = soup(client, story).select_one(".story-body")
    assert body
    words = body.get_text()
    for word in ("فقرة", "بند", "تعليق الصورة", "وكالة", "قول", "قائل", "حقيقة", "بيان", "جهة"):
        assert word in words
    assert [heading.name for heading in body.find_all(["h2", "h3"])][:2] == ["h2", "h3"]
    image = body.select_one("img")
    assert image and image["alt"] == "A plain field"
    assert body.select_one('a[href="https://vimeo.com/1"]')
    assert body.select_one('th[scope="col"]')
    english = body.select_one('[lang="en"]')
    assert english and english["dir"] == "ltr"


def block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": {"language": "", **value}}


def test_a_link_to_a_story_follows_it_and_vanishes_with_it(client: Client) -> None:
    other = StoryFactory(published=True)
    link = paragraph(f'<p>كما <a linktype="story" id="{other.pk}">سبق</a></p>')
    story = StoryFactory(published=True, body=[link])
    address = other.get_absolute_url()
    assert soup(client, story).select(f'.story-body a[href="{address}"]')
    other.unpublish()
    page = soup(client, story)
    assert not page.select(f'.story-body a[href="{address}"]')
    assert "سبق" in text(page, ".story-body")


def test_a_script_in_stored_text_never_reaches_a_reader(client: Client) -> None:
    story = StoryFactory(
        published=True,
        headline="<script>alert(1)</script>",
        body=[
            paragraph('<p onclick="x()">نص<script>alert(1)</script><a href="javascript:x">م</a>')
        ],
    )
    html = client.get(story.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "onclick" not in html
    assert "javascript:" not in html


def test_its_translations_are_one_link_away(client: Client) -> None:
    arabic = StoryFactory(published=True)
    persian = StoryFactory(language="fa", published=True, translation_key=arabic.translation_key)
    page = soup(client, arabic)
    assert page.select(f'nav.editions a[hreflang="fa"][href="{persian.get_absolute_url()}"]')
    assert page.select('link[rel="alternate"][hreflang="fa"]')


def test_a_reader_gets_no_cookie_and_nothing_from_elsewhere(client: Client) -> None:
    story = StoryFactory(published=True, lead_image=PictureFactory())
    response = client.get(story.get_absolute_url())
    assert not response.cookies
    page = BeautifulSoup(response.content, "html.parser")
    for tag in page.select("[src], link[rel=stylesheet], link[rel=preload]"):
        source = tag.get("src") or tag.get("href")
        assert str(source).startswith("/"), source
    assert not page.select("script:not([src], [type='application/ld+json']), style, [style]")
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_a_full_page_is_rendered_in_six_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, tmp_path: Path
) -> None:
    section, topics = SectionFactory(), [TopicFactory() for _ in range(3)]
    stories = [
        StoryFactory(
            published=True,
            section=section,
            topics=topics,
            lead_image=PictureFactory(),
            contributors=[ContributorFactory(), ContributorFactory()],
            body=[block("picture", image=PictureFactory().pk, caption="", credit="")],
        )
        for _ in range(8)
    ]
    for _ in range(3):
        CommentFactory(story=stories[0], approved=True)
    for story in stories:
        keep_related(number=story.number)
    signals, address = Signals(tmp_path / "marks"), stories[0].get_absolute_url()
    with making_a_page(signals):  # as at a newsroom at work: what pages share is there
        client.get(address)
    with making_a_page(signals), django_assert_max_num_queries(6):
        client.get(address)
