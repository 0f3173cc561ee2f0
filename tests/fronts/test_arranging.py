"""What stands where on a front."""

from __future__ import annotations

import pytest

from khabar.fronts.arranging import arrange_front
from tests.factories import PictureFactory, SectionFactory, StoryFactory

pytestmark = pytest.mark.django_db


def test_no_story_stands_twice() -> None:
    sections = [SectionFactory() for _ in range(3)]
    for number in range(30):
        StoryFactory(published=True, section=sections[number % 3])
    front = arrange_front(language="ar")
    rows = [story for row in front.rows for story in row.stories]
    shown = [front.lead, *front.beside, *front.latest, *rows]
    assert len(shown) == len({story.pk for story in shown if story})


def test_the_newest_story_with_a_picture_leads() -> None:
    pictured = StoryFactory(published=True, lead_image=PictureFactory())
    StoryFactory(published=True)
    assert arrange_front(language="ar").lead == pictured


def test_an_edition_shows_only_its_own_language_and_sections() -> None:
    arabic_only = SectionFactory(names={"ar": "سياسة"})
    for _ in range(12):
        StoryFactory(language="fa", published=True, section=arabic_only)
    front = arrange_front(language="fa")
    assert front.rows == []
    assert front.lead and front.lead.language == "fa"
    assert arrange_front(language="ar").lead is None


def test_drafts_are_not_shown() -> None:
    StoryFactory()
    assert arrange_front(language="ar").lead is None
