"""Learning from the newsroom's own decisions which words come with what it refuses.

Naive Bayes over the words of a comment, a table for each language, made anew by the worker from
the newest decisions of moderators (never from what the guards decided themselves).
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.models import Comment, Learning
from khabar.comments.unmasking import unmask
from khabar.comments.weighing_words import WORD

FRESH: Final = 60.0
ENOUGH: Final = 30
MOST: Final = 20_000
# Of all words the most telling few count: a long comment must not be surer than a short one.
TELLING: Final = 25


def learn() -> int:
    """Learn each language anew; return from how many comments."""
    return sum(map(_learn, settings.EDITIONS))


def _learn(language: str) -> int:
    decided = Comment.objects.filter(
        actions__actor__isnull=False,
        status__in=["approved", "rejected", "spam"],
        is_staff=False,
        erased_at=None,
        story__locale__language_code=language,
    )
    newest = dict(decided.order_by("-decided_at").values_list("pk", "text")[:MOST])
    kept_ones = set(decided.filter(status="approved", pk__in=newest).values_list("pk", flat=True))
    kept, refused = Counter[str](), Counter[str]()
    for pk, text in newest.items():
        (kept if pk in kept_ones else refused).update(features(text, language))
    words = {
        word: [kept[word], refused[word]]
        for word in {*kept, *refused}
        if kept[word] + refused[word] > 1
    }
    values = {"words": words, "kept": len(kept_ones), "refused": len(newest) - len(kept_ones)}
    Learning.objects.update_or_create(
        language=language, defaults=values | {"learnt_at": timezone.now()}
    )
    return len(newest)


def features(text: str, language: str) -> set[str]:
    """Return what is counted of a text: its words, each once, and pairs of neighbours."""
    words = WORD.findall(unmask(text, language))[:400]
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return {word for word in words if 2 <= len(word) <= 30} | set(pairs)


class Learnt:
    """What was learnt, as it is asked; read anew within a minute."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[float, Learning | None]] = {}
        self._guard = threading.Lock()

    def odds(self, text: str, language: str) -> float | None:
        """Return how likely it is, from 0 to 1, that the newsroom refuses `text`.

        `None` before enough was decided of both sorts.
        """
        table = self._table(language)
        if table is None or min(table.kept, table.refused) < ENOUGH:
            return None
        weights = [_weight(table, word) for word in features(text, language)]
        telling = sorted(weights, key=abs, reverse=True)[:TELLING]
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, _balance(telling)))))

    def forget(self) -> None:
        """Read what was learnt again at the next question."""
        self._read.clear()

    def _table(self, language: str) -> Learning | None:
        with self._guard:
            known = self._read.get(language)
            if known is None or time.monotonic() - known[0] >= FRESH:
                table = Learning.objects.filter(language=language).first()
                known = self._read[language] = (time.monotonic(), table)
            return known[1]


def _weight(table: Learning, word: str) -> float:
    kept, refused = table.words.get(word, (0, 0))
    if not kept + refused:
        return 0.0
    return math.log((refused + 0.5) / (table.refused + 1)) - math.log(
        (kept + 0.5) / (table.kept + 1)
    )


def _balance(weights: Iterable[float]) -> float:
    # Words of one text depend on each other, so that the plain sum is far too sure of itself.
    return sum(weights) / 2


LEARNT: Final = Learnt()


@guard("learnt", label=_("Like what the newsroom refused before, in percent"))
def learnt(examined: Examined) -> Finding | None:
    """Weigh the likeness to what moderators refused and approved."""
    odds = LEARNT.odds(examined.comment.text, examined.language)
    if odds is None:
        return None
    score = next((score for least, score in ((0.99, 5), (0.9, 3)) if odds >= least), 0)
    if odds <= 0.05:
        score = -1
    return Finding(score, str(round(odds * 100))) if score else None
