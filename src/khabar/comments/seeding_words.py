"""The words that come with Khabar, brought in once; what a newsroom made of them stays."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from khabar.comments.models import WordRule
from khabar.comments.weighing_words import fold_pattern

SEEDS: Final = Path(__file__).with_name("seed_words.toml")


@transaction.atomic
def seed_words(*, state: WordRule.State) -> int:
    """Add the words that aren't there yet, of each edition's language; return how many."""
    known = set(WordRule.objects.values_list("language", "folded"))
    added = 0
    for language, pattern, weight, kind in read_seeds():
        place = (language, fold_pattern(pattern, language))
        if language in settings.EDITIONS and place not in known:
            WordRule.objects.create(
                language=language, pattern=pattern, weight=weight, state=state, note=kind
            )
            known.add(place)
            added += 1
    return added


def read_seeds() -> Iterator[tuple[str, str, int, str]]:
    """Give each word as its language, itself, its weight and its kind (insults, coarse, spam)."""
    for language, kinds in tomllib.loads(SEEDS.read_text(encoding="utf-8")).items():
        for kind, listed in kinds.items():
            for pattern in listed["words"]:
                yield language, pattern, listed["weight"], kind
