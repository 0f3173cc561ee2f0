"""The names of all topics, to find by what is close to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from khabar.topics.keeping_company import FARTHEST
from khabar.topics.matching import Matcher
from khabar.topics.prefixing import bare_forms
from khabar.topics.sounding import are_close, letters_apart, skeleton
from khabar.topics.spelling import Spelling, Way

# Shorter words are close to too many others.
LEAST_LETTERS: Final = 4
# Words of fewer letters must be closer than that.
_LONG: Final = 5
_NEAR: Final = 0.95
# A word may be another spelling of so many topics, the closest ones.
_MOST_TOPICS: Final = 4
_MOST_WORDS: Final = 200_000
_NAMED: Final = ("person", "organisation", "place")


class Close(NamedTuple):
    """A spelling of a topic, and how far its letters are from those of a word."""

    apart: float
    spelling: Spelling


class Known:
    """The words of all topics' names, to find by closeness."""

    def __init__(self, matcher: Matcher) -> None:
        self.words = matcher.words
        self.spelt = {pattern.words for pattern in matcher.patterns}
        self._found: dict[str, list[Close]] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, list[Spelling]] = defaultdict(list)
        for pattern in matcher.patterns:
            self._add(pattern.words, pattern.spellings)

    def _add(self, words: str, spellings: Iterable[Spelling]) -> None:
        """Remember a family name, or a name of one word, by what is close to it."""
        if " " in words or len(words) < LEAST_LETTERS or self.words.is_ordinary(words):
            return
        named = [each for each in spellings if each.way != Way.AVOIDED and each.kind in _NAMED]
        if named:
            self._names[words] += named
            for key in _keys(words):
                self._near[key].add(words)

    def close_to(self, word: str) -> list[Close]:
        """Return the spellings that a folded word may be another form of, the closest first."""
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= _MOST_WORDS:
                self._found.clear()
            found = self._found[word] = self._look_for(word)
        return found

    def _look_for(self, word: str) -> list[Close]:
        near = {known for key in _keys(word) for known in self._near.get(key, ())}
        # The name itself behind a prefix is no other spelling of it.
        near -= set(bare_forms(word) if self.words.language == "ar" else (word,))
        close = [
            Close(letters_apart(known, word), spelling)
            for known in near
            if are_close(known, word)
            for spelling in self._names[known]
        ]
        close.sort(key=lambda each: (each.apart, each.spelling.topic))
        first = {each.spelling.topic: each for each in reversed(close) if _is_near(word, each)}
        return sorted(first.values(), key=lambda each: each.apart)[:_MOST_TOPICS]


def _is_near(word: str, close: Close) -> bool:
    long = min(len(word), len(close.spelling.words)) >= _LONG
    return close.apart <= (FARTHEST if long else _NEAR)


def _keys(word: str) -> Iterator[str]:
    """Yield the consonants of a word, and the word with each letter left out and with none."""
    yield f"-{skeleton(word)}"
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
