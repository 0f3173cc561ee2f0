"""Which words are ordinary words of the language, so that they alone don't name anybody.

Some are known from the start. The rest is told from the newsroom's own archive: a noun is met with
the article and without it, a name is not (شمس and الشمس, but بوتين alone).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from babel import Locale

from khabar.topics.locating import words_of
from khabar.topics.prefixing import ARTICLE

HERE = Path(__file__).parent / "words"
# Seen so often with the article, and so large a part of its uses, a word is a noun.
_OFTEN: Final = 5
_PART: Final = 0.12
# A word that wasn't counted stands in about so many stories; fewer stories than these tell little.
_UNCOUNTED: Final = 2
_FEWEST: Final = 100


@dataclass(frozen=True)
class Words:
    """What is known of a language's words: `counts` says in how many stories each stands."""

    language: str
    counts: Mapping[str, int] = field(default_factory=dict)

    def is_known(self, word: str) -> bool:
        """Return whether a folded word is one of those that are known from the start."""
        return word in known_words(self.language)

    def is_ordinary(self, word: str) -> bool:
        """Return whether a folded word is a word of the language rather than a name."""
        return self.is_known(word) or (self.language == "ar" and self._is_a_noun(word))

    def takes_the_article(self, word: str) -> bool:
        """Return whether a folded word is met with the article before it, too: no name that nobody
        has told of is, while in a small archive few nouns are met often enough to be known."""
        seen = self.counts.get(ARTICLE + word, 0) if self.language == "ar" else 0
        return seen > _PART * self.counts.get(word, 0)

    def is_rather(self, whole: str, name: str) -> bool:
        """Return whether `whole` is a word of its own rather than `name` behind a prefix."""
        apart = self.is_known(whole) or whole in country_names(self.language)
        return apart or self.counts.get(whole, 0) > self.counts.get(name, 0)

    def part_of_stories(self, word: str) -> float:
        """Return in what part of all stories a folded word stands; one that wasn't counted in
        hardly any."""
        return max(self.counts.get(word, 0), _UNCOUNTED) / self._stories

    @cached_property
    def _stories(self) -> int:
        """About as many stories as were counted: the commonest word stands in nearly all."""
        return max(*self.counts.values(), _FEWEST, 0)

    def _is_a_noun(self, word: str) -> bool:
        with_article = word.startswith(ARTICLE) and len(word) > 4
        other = word.removeprefix(ARTICLE) if with_article else ARTICLE + word
        seen = self.counts.get(other, 0)
        return seen >= _OFTEN and seen >= _PART * self.counts.get(word, 0)


@cache
def known_words(language: str) -> frozenset[str]:
    """Return the folded words of a language that are no names: particles, common verbs, months."""
    written = _read("ordinary").get(language, "").split()
    return frozenset(word for text in (*written, *_months(language)) for word in words_of(text))


@cache
def country_names(language: str) -> frozenset[str]:
    """Return the folded names of one word that countries have: ألمانيا is not مانيا with ال."""
    names = (" ".join(words_of(name)) for name in Locale.parse(language).territories.values())
    return frozenset(name for name in names if " " not in name)


@cache
def titles(language: str, kind: str) -> frozenset[str]:
    """Return the folded words beside which a topic of this kind is meant by its name."""
    written = _read("titles").get(language, {}).get(kind, "")
    return frozenset(words_of(written))


@cache
def given_names(language: str) -> frozenset[str]:
    """Return folded first names that people have."""
    return frozenset(words_of(_read("given_names").get(language, "")))


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _months(language: str) -> list[str]:
    if language == "en":
        return []
    return list(Locale.parse(language).months["format"]["wide"].values())
