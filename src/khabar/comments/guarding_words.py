"""The guard of words that weigh, and trying one on what was said before."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.models import Comment, WordRule
from khabar.comments.weighing_words import Matcher, words_of
from khabar.stories.models import Story

FRESH: Final = 15.0
HEAVIEST: Final = 10.0


class Rules:
    """The rules of each language, ready to look for; read anew within 15 seconds of a change."""

    def __init__(self) -> None:
        self._ready: dict[str, tuple[float, Matcher, dict[int, WordRule]]] = {}
        self._guard = threading.Lock()

    def of(self, language: str) -> tuple[Matcher, dict[int, WordRule]]:
        """Return what finds the words of `language`, and the rules by number."""
        with self._guard:
            ready = self._ready.get(language)
            if ready is None or time.monotonic() - ready[0] >= FRESH:
                ready = self._ready[language] = (time.monotonic(), *self._read(language))
            return ready[1], ready[2]

    def forget(self) -> None:
        """Read the rules again at the next comment."""
        self._ready.clear()

    def _read(self, language: str) -> tuple[Matcher, dict[int, WordRule]]:
        rules = WordRule.objects.looked_for().meant_for(language).in_bulk()
        matcher = Matcher(((pk, rule.pattern) for pk, rule in rules.items()), language)
        return matcher, rules


RULES: Final = Rules()


@guard("words", label=_("Words on the list"))
def words(examined: Examined) -> Finding | None:
    """Weigh the words on the list, each once; those on trial are counted and weigh nothing."""
    matcher, rules = RULES.of(examined.language)
    hits = matcher.find(f"{examined.comment.name}\n{examined.comment.text}")
    if not hits:
        return None
    WordRule.objects.filter(pk__in=[hit.rule for hit in hits]).update(hits=F("hits") + 1)
    active = [hit for hit in hits if rules[hit.rule].state == WordRule.State.ACTIVE]
    weight = sum(rules[hit.rule].weight for hit in active)
    found = "، ".join(rules[hit.rule].pattern for hit in active)
    return Finding(min(weight, HEAVIEST), found) if active else None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have hit: comments with what became of them, and stories."""

    comments: list[tuple[Comment, str]]
    stories: list[tuple[Story, str]]
    looked_at: int


def try_rule(*, pattern: str, language: str, most: int = 20_000, shown: int = 50) -> Trial:
    """Look for `pattern` in the newest comments and stories of a language, `most` of each.

    What it hits in stories and approved comments is what it shouldn't. Returns at most `shown` of
    each. Raises `ValueError` for a pattern without letters.
    """
    if not words_of(pattern, language):
        raise ValueError("A rule needs a word with letters.")
    matcher = Matcher([(0, pattern)], language)
    said = Comment.objects.order_by("-received_at").select_related("story")
    told = Story.objects.order_by("-number").defer("body")
    if language:
        said = said.filter(story__locale__language_code=language)
        told = told.filter(locale__language_code=language)
    comments = list(said.defer("story__body")[:most])
    stories = list(told[:most])
    return Trial(
        comments=list(_found(matcher, comments))[:shown],
        stories=list(_found(matcher, stories))[:shown],
        looked_at=len(comments) + len(stories),
    )


def _found(matcher: Matcher, rows: list[Any]) -> Iterator[tuple[Any, str]]:
    for row in rows:
        text = row.text if isinstance(row, Comment) else f"{row.kicker}\n{row.headline}\n{row.lead}"
        for hit in matcher.find(text):
            yield row, hit.found
