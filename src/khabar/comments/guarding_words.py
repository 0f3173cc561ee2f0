"""The guard of words that weigh."""

from __future__ import annotations

import threading
import time
from typing import Final

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.models import WordRule
from khabar.comments.weighing_words import Matcher

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
