"""Learning from the newest stories which words are ordinary, so that they alone name nobody."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.conf import settings
from django.db import transaction

from khabar.stories.models import Story
from khabar.stories.tagging import texts_of
from khabar.topics.gathering import note_spellings
from khabar.topics.locating import words_of
from khabar.topics.models import WordCount

SAMPLE: Final = 4000
# Rarer words tell nothing, longer ones are no words.
LEAST_STORIES: Final = 3
MOST_LETTERS: Final = 40


def learn_words() -> None:
    """Count in how many of the newest stories of each language each word stands."""
    for language, _name in settings.LANGUAGES:
        _learn(language)
    note_spellings()


def _learn(language: str) -> None:
    counts: Counter[str] = Counter()
    stories = Story.objects.published().in_language(language).newest_first()
    for story in stories.only("headline", "kicker", "lead", "body")[:SAMPLE].iterator(200):
        counts.update({word for text in texts_of(story).values() for word in words_of(text)})
    rows = [
        WordCount(language=language, word=word, stories=count)
        for word, count in counts.items()
        if count >= LEAST_STORIES and len(word) <= MOST_LETTERS
    ]
    with transaction.atomic():
        WordCount.objects.filter(language=language).delete()
        WordCount.objects.bulk_create(rows, batch_size=2000)
