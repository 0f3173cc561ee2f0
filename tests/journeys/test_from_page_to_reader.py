"""The way of the user's page: in by a command, out to a reader, commented on and moderated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from tests.factories import StoryFactory, UserFactory
from tests.spool import drain

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
USER_PAGE = Path(__file__).parents[1] / "ingest" / "pages" / "76227.txt"
HEADLINE = "اللواء باقري يبحث في موسكو صفقة شراء المعدات الدفاعية والعسكرية مع روسيا"


def sign_in(page: Page, language: str = "") -> None:
    user = UserFactory(superuser=True, username="editor")
    if language:
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
    page.goto("/desk/login/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "password")
    page.click("button[type=submit]")
    page.wait_for_url("**/desk/")


def publish_from_the_form(page: Page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()


def test_the_user_s_page_is_read_commented_on_and_answered(page: Page) -> None:
    call_command("ingest", str(USER_PAGE))
    page.goto("/ar/76227/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("article.story .kicker")).to_have_text(
        "مؤكداً على إرادة البلدين في مكافحة الارهاب"
    )
    assert page.get_by_text(HEADLINE, exact=True).count() == 1
    expect(page.locator(".released time")).to_have_attribute(
        "datetime", "2021-10-19T17:51:43+03:30"
    )
    expect(page.locator(".story-body h2")).to_have_count(5)
    assert "*" not in page.locator(".story-body").inner_text()

    page.fill("#comment-form [name=name]", "سارة")
    page.fill("#comment-form [name=email]", "sara@example.org")
    page.fill("#comment-form [name=text]", "خبر مهم، شكرا.")
    page.click("#comment-form button[type=submit]")
    page.wait_for_url("**/comments/received/**")
    assert drain() == 1
    page.goto("/ar/76227/")
    assert page.get_by_text("خبر مهم").count() == 0

    sign_in(page)
    page.goto("/desk/comments/")
    with page.expect_navigation():
        page.locator("button[value=approve][data-key]").click()
    page.goto("/ar/76227/")
    expect(page.get_by_text("خبر مهم، شكرا.")).to_be_visible()
    assert "sara@example.org" not in page.content()


def test_a_headline_is_edited_previewed_published_and_read(page: Page) -> None:
    story = StoryFactory(published=True, headline="العنوان الأول")
    sign_in(page, "en")
    page.goto(f"/desk/snippets/khabar_stories/story/edit/{story.pk}/")
    headline = page.locator("#id_headline")
    # The desk speaks English, the story Arabic: its fields run from right to left all the same.
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(headline).to_have_attribute("dir", "rtl")
    expect(headline).to_have_attribute("lang", "ar")
    headline.fill("العنوان الثاني")

    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title='Preview']").first
    expect(preview.locator("h1")).to_have_text("العنوان الثاني", timeout=15_000)
    expect(preview.locator("html")).to_have_attribute("dir", "rtl")

    publish_from_the_form(page)
    page.goto(story.get_absolute_url())
    expect(page.locator("h1")).to_have_text("العنوان الثاني")


def test_an_english_story_is_written_from_left_to_right_at_an_arabic_desk(page: Page) -> None:
    story = StoryFactory(language="en", published=True, headline="First headline")
    sign_in(page, "ar")
    page.goto(f"/desk/snippets/khabar_stories/story/edit/{story.pk}/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    for field in ("#id_headline", "#id_kicker", "#id_lead"):
        expect(page.locator(field)).to_have_attribute("dir", "ltr")
    expect(page.locator("[data-contentpath=body]").first).to_be_visible()
    assert page.locator("[dir=ltr][lang=en] [data-contentpath=body]").count() == 1


def test_an_editor_links_words_to_another_story(page: Page) -> None:
    other = StoryFactory(published=True, headline="خبر سابق")
    story = StoryFactory(published=True, headline="خبر جديد")
    sign_in(page, "en")
    page.goto(f"/desk/snippets/khabar_stories/story/edit/{story.pk}/")
    words = page.locator(".public-DraftEditor-content").first
    words.click()
    page.keyboard.press("Control+a")
    page.locator("button[name=STORY]").first.click()
    page.locator(".modal").get_by_role("link", name="خبر سابق").click()
    expect(page.locator(".TooltipEntity").first).to_be_visible()
    # The editor writes what it shows into the form a moment later.
    expect(page.locator("#body-0-value-text")).to_have_value(re.compile('"STORY"'))
    publish_from_the_form(page)
    page.goto(story.get_absolute_url())
    page.locator(".story-body a").first.click()
    page.wait_for_url(f"**{other.get_absolute_url()}")
