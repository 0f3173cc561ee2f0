"""What a reader finds, however it is typed."""

from __future__ import annotations

import pytest

from khabar.search.asking import find_stories
from khabar.search.models import IndexedStory
from tests.factories import StoryFactory, paragraph

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ايران", "زيارة إلى إيران اليوم"),
        ("إيران", "زيارة الى ايران اليوم"),
        ("وزير", "صرّح الوزير بذلك"),
        ("علاقات", "والعلاقات الثنائية"),
        ("مؤكدا", "قال مُؤكِّداً ذلك"),
        ("مسؤول", "كبار المسئولين"),
        ("کتاب علی", "كتاب علي"),
        ("25", "قبل ٢٥ عاما"),
        ("۱۴۰۰", "عام 1400"),
        ("مدرسه", "افتتاح المدرسة"),
        ("اليوم زيارة", "زيارة إلى إيران اليوم"),
    ],
)
def test_it_is_found_however_it_is_typed(query: str, words: str) -> None:
    story = StoryFactory(published=True, body=[paragraph(f"<p>{words}</p>")])
    assert list(find_stories(query, language="ar")) == [story]


def test_every_word_must_be_there() -> None:
    StoryFactory(published=True, headline="افتتاح الجسر")
    assert not find_stories("الجسر القديم", language="ar")


@pytest.mark.parametrize("query", ["", "   ", "ًٌٍ", "\u200f"])
def test_a_query_without_words_finds_nothing(query: str) -> None:
    StoryFactory(published=True)
    assert not find_stories(query, language="ar")


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE", '"', "\\"])
def test_signs_mean_themselves(query: str) -> None:
    StoryFactory(published=True, headline="عنوان بلا علامات")
    assert not find_stories(query, language="ar")


def test_drafts_and_what_was_unpublished_are_not_found() -> None:
    StoryFactory(headline="مسودة سرية")
    story = StoryFactory(published=True, headline="خبر سري")
    story.unpublish()
    assert not find_stories("سري", language="ar")
    assert not IndexedStory.objects.exists()


def test_a_correction_is_found_by_its_new_words_alone() -> None:
    story = StoryFactory(published=True, headline="العنوان الأول")
    story.headline = "العنوان الثاني"
    story.save_revision().publish()
    assert list(find_stories("الثاني", language="ar")) == [story]
    assert not find_stories("الأول", language="ar")
