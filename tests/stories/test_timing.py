"""How long a story takes to read."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.stories.timing import minutes_to_read
from tests.factories import StoryFactory, paragraph

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words", "minutes"),
    [("ar", 0, 1), ("ar", 138 * 3, 3), ("fa", 184 * 2, 2), ("en", 228 * 11, 11), ("en", 60, 1)],
)
def test_it_is_told_in_whole_minutes(language: str, words: int, minutes: int) -> None:
    body = [paragraph(f"<p>{'كلمة ' * words}</p>")]
    assert minutes_to_read(StoryFactory(language=language, lead="", body=body)) == minutes


def test_words_of_every_block_count_and_markup_does_not() -> None:
    quote = {"type": "quote", "value": {"language": "", "text": "كلمة " * 138, "speaker": ""}}
    link = '<p><a href="https://example.org/a/long/address">كلمة</a></p>'
    assert minutes_to_read(StoryFactory(lead="", body=[paragraph(link), quote])) == 1
    assert minutes_to_read(StoryFactory(lead="", body=[quote, quote])) == 2


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("ar", 138, "مدة القراءة: دقيقة واحدة"),
        ("ar", 138 * 2, "مدة القراءة: دقيقتان"),
        ("ar", 138 * 3, "مدة القراءة: 3 دقائق"),
        ("ar", 138 * 12, "مدة القراءة: 12 دقيقة"),
        ("fa", 184 * 3, "زمان خواندن: ۳ دقیقه"),
        ("en", 228, "Reading time: 1 minute"),
    ],
)
def test_the_page_says_it_in_the_words_of_its_language(
    client: Client, language: str, words: int, told: str
) -> None:
    body = [paragraph(f"<p>{'كلمة ' * words}</p>")]
    story = StoryFactory(language=language, lead="", body=body, published=True)
    page = BeautifulSoup(client.get(story.get_absolute_url()).content, "html.parser")
    shown = page.select_one(".reading p")
    assert shown and shown.text == told
