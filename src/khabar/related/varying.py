"""Variety: a list of eight is not eight times the same report.

Each place goes to the story that fits best after what its headline repeats of those before it was
taken off (maximal marginal relevance). A text that stands in the list already, or is the story's
own, is left out.
"""

from __future__ import annotations

from typing import Final

from khabar.related.comparing import Runs, is_near_duplicate, runs_of
from khabar.related.judging import Judged
from khabar.related.knowing import whole_texts
from khabar.related.weighing import Rarity, likeness_of

REPETITION: Final = 0.3
"""How much of its score a headline loses that says the same as one before it."""
SUSPICIOUS: Final = 0.5
"""So alike, two stories may be one text, and are compared run by run."""


def vary(
    judged: list[Judged], *, how_many: int, rarity: Rarity, without: Runs, language: str
) -> tuple[list[Judged], list[Judged]]:
    """Return the best of `judged` in their order, each unlike those before it, and what was left
    out since its text stands among them or is that whose runs are `without`."""
    left, chosen, same = list(judged), list[Judged](), list[Judged]()
    texts = _Texts(judged, language)
    repeated = dict.fromkeys((each.known.number for each in judged), 0.0)
    while left and len(chosen) < how_many:
        best = max(left, key=lambda each: each.score - REPETITION * repeated[each.known.number])
        left.remove(best)
        suspects = [without] if best.likeness >= SUSPICIOUS else []
        if repeated[best.known.number] >= SUSPICIOUS:
            suspects += [texts.runs_of(each) for each in chosen if _alike(each, best, rarity)]
        if suspects and is_near_duplicate(texts.runs_of(best), suspects):
            same.append(best)
            continue
        chosen.append(best)
        for each in left:
            alike = likeness_of(each.known.headline, best.known.headline, rarity)
            repeated[each.known.number] = max(repeated[each.known.number], alike)
    return chosen, same


def _alike(one: Judged, other: Judged, rarity: Rarity) -> bool:
    return likeness_of(one.known.headline, other.known.headline, rarity) >= SUSPICIOUS


class _Texts:
    """The texts of what was found, read some at once, the best first, when one of them is asked
    for: mostly none is, for few stories may be one text."""

    AT_ONCE: Final = 12

    def __init__(self, judged: list[Judged], language: str) -> None:
        self._unread = [each.known.pk for each in judged]
        self._language = language
        self._texts: dict[int, str] = {}
        self._runs: dict[int, Runs] = {}

    def runs_of(self, one: Judged) -> Runs:
        """Return the runs of a story's text; none where it is gone meanwhile."""
        key = one.known.pk
        while key in self._unread:
            self._texts |= whole_texts(self._unread[: self.AT_ONCE])
            del self._unread[: self.AT_ONCE]
        if key not in self._runs:
            self._runs[key] = runs_of(self._texts.get(key, ""), self._language)
        return self._runs[key]
