"""What stands where on a front that nobody arranged."""

from __future__ import annotations

import pytest

from khabar.fronts.composing import compose_front, stories_on
from tests.factories import PictureFactory, SectionFactory, StoryFactory

pytestmark = pytest.mark.django_db


def test_no_story_stands_twice() -> None:
    sections = [SectionFactory() for _ in range(3)]
    for number in range(30):
        StoryFactory(published=True, section=sections[number % 3])
    shown = stories_on(compose_front(language="ar"))
    assert len(shown) == len({story.pk for story in shown}) > 20


def test_the_newest_story_with_a_picture_leads() -> None:
    pictured = StoryFactory(published=True, lead_image=PictureFactory())
    StoryFactory(published=True)
    assert compose_front(language="ar")[0].cards[0].story == pictured


def test_an_edition_shows_only_its_own_language_and_sections() -> None:
    arabic_only = SectionFactory(names={"ar": "سياسة"})
    for _ in range(12):
        StoryFactory(language="fa", published=True, section=arabic_only)
    front = compose_front(language="fa")
    assert [container.kind for container in front] == ["lead", "latest"]
    assert {story.language for story in stories_on(front)} == {"fa"}
    assert compose_front(language="ar") == []


def test_drafts_are_not_shown() -> None:
    StoryFactory()
    assert compose_front(language="ar") == []
