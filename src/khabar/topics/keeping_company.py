"""Whether two spellings keep the same company: which words stand beside both, and what they tell.

A word tells the more, the oftener it stands beside a name and the rarer it is elsewhere: the
logarithm of that ratio is added up over the words beside a spelling, as naive Bayes does to choose
between the topic and anybody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

from khabar.topics.weighing_words import Words

_LEAST_LETTERS: Final = 3
# So far apart two spellings may be, and so much their company must tell then.
_DEMANDS: Final = ((0.65, 0.5), (0.95, 1.3), (1.35, 2.0), (2.2, 3.0))
FARTHEST: Final = _DEMANDS[-1][0]


@dataclass(frozen=True, slots=True)
class Company:
    """The folded words beside a name, with the number of its stories in which each stands there."""

    stories: int
    words: Counter[str]

    @classmethod
    def of(cls, beside: Iterable[Iterable[str]], *, always: str = "") -> Company:
        """Return what stands beside a name in each of its stories, and `always` in all of them."""
        rows = [{*words, always} - {""} for words in beside]
        return cls(len(rows), Counter(word for row in rows for word in row))


class Likeness(NamedTuple):
    """What two names' company has in common: each word, those that tell most first, with how much
    it tells of a story where the spelling stands, on average."""

    words: dict[str, float]

    @property
    def told(self) -> float:
        return sum(self.words.values())

    @property
    def shared(self) -> list[str]:
        return list(self.words)


def likeness(spelling: Company, topic: Company, words: Words) -> Likeness:
    """Return how far a spelling's company is that of a topic rather than anybody's."""
    told = {
        word: count / spelling.stories * _tells(word, topic, words)
        for word, count in spelling.words.items()
        if word in topic.words and len(word) >= _LEAST_LETTERS and not words.is_known(word)
    }
    order = sorted(told, key=lambda word: (-told[word], word))
    return Likeness({word: told[word] for word in order if told[word] > 0})


def _tells(word: str, topic: Company, words: Words) -> float:
    return log(topic.words[word] / topic.stories / words.part_of_stories(word))


def is_convincing(found: Likeness, *, apart: float, given: str = "") -> bool:
    """Return whether a spelling may be offered.

    Its company must tell the more, the farther its letters are `apart` (`sounding.letters_apart`)
    from those of the name. A first name that both have, `given`, is company; but never the only.
    """
    others = found.told - found.words.get(given, 0)
    if others < _DEMANDS[0][1]:
        return False
    return any(apart <= farthest and found.told >= least for farthest, least in _DEMANDS)
