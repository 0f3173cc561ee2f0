"""Finding words however they are disguised, and never inside another word.

A text is folded once, each of its tokens is looked up in a table, and so is what is left of it
without prefixes and suffixes that its language hangs on words. That takes time in proportion to
the text. What is seen through: marks, tatweel, invisible characters, presentation forms,
look-alikes from other scripts, stretched letters, letters with spaces or signs between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from khabar.comments.unmasking import join_letters, unmask

WORD: Final = re.compile(r"[^\W_]+")
STRETCHED: Final = re.compile(r"(.)\1{2,}")
RUN: Final = re.compile(r"(.)\1+")
# Shorter words than this stand in too many others' forms: they are found whole alone.
SHORTEST_WITH_CLITICS: Final = 3
LONGEST_TOKEN: Final = 60


def _each(written: str) -> tuple[str, ...]:
    return tuple(written.split())


PREFIXES: Final = {
    "ar": re.compile("^(?:[وف]?(?:[بكل]?ال|لل|[بكل])|[وف]|ا|س|يا)"),
    "fa": re.compile("^(?:ن?مي|بي|و|ا)"),
    "en": re.compile("^(?!)"),
}
SUFFIXES: Final = {
    "ar": tuple(
        "ه ها هم هن هما ك كم كن كما ي ني نا ين ون ان ات تي تك ته تها تهم تنا وا يه يات هم".split()
    ),
    "fa": tuple(
        "ها هاي هايي هاش هاشون ي يم ام ات اش ان م ت ش مان تان شان يد ند تر ترين ا ه اي و".split()
    ),
    "en": tuple("s es ed er ers ing in y ie ies z".split()),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that was found: by which rule, and as it stood there."""

    rule: int
    found: str


class Matcher:
    """Looks for many words at once. `patterns` are words or phrases by the rule's number."""

    def __init__(self, patterns: Iterable[tuple[int, str]], language: str) -> None:
        self.language = language if language in PREFIXES else "en"
        self._words: dict[str, int] = {}
        self._stretched: dict[str, int] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for rule, pattern in patterns:
            self._add(rule, tuple(words_of(pattern, self.language)))
        self._longest = max(map(len, self._words), default=0)

    def _add(self, rule: int, words: tuple[str, ...]) -> None:
        if not words:
            return
        self._words.setdefault("".join(words), rule)
        self._stretched.setdefault(RUN.sub(r"\1", "".join(words)), rule)
        if len(words) > 1:
            self._phrases.setdefault(words[0], []).append((words, rule))

    def find(self, text: str) -> list[Hit]:
        """Return each rule that hits `text`, once, with what it hit."""
        hits: dict[int, str] = {}
        for rule, found in self._hits(unmask(text, self.language)):
            hits.setdefault(rule, found)
        return [Hit(rule, found) for rule, found in hits.items()]

    def _hits(self, text: str) -> Iterator[tuple[int, str]]:
        words = [word for word in WORD.findall(text) if len(word) <= LONGEST_TOKEN]
        forms = [self._forms(word) for word in words]
        for place, word in enumerate(words):
            if (rule := self._rule_of(word)) is not None:
                yield rule, word
            yield from self._phrases_at(words, forms, place)
        for joined in join_letters(text):
            yield from self._inside(joined)
        for chunk in text.split():
            yield from self._broken(chunk)

    def _rule_of(self, word: str) -> int | None:
        for form in self._forms(word):
            if (rule := self._words.get(form)) is not None:
                return rule
        if STRETCHED.search(word):
            for form in self._forms(RUN.sub(r"\1", word)):
                if (rule := self._stretched.get(form)) is not None:
                    return rule
        return None

    def _forms(self, word: str) -> tuple[str, ...]:
        return forms_of(word, self.language)

    def _phrases_at(
        self, words: list[str], forms: list[tuple[str, ...]], place: int
    ) -> Iterator[tuple[int, str]]:
        for form in forms[place]:
            for phrase, rule in self._phrases.get(form, ()):
                rest = forms[place : place + len(phrase)]
                if len(rest) == len(phrase) and all(
                    wanted in given for wanted, given in zip(phrase, rest, strict=True)
                ):
                    yield rule, " ".join(words[place : place + len(phrase)])

    def _inside(self, letters: str) -> Iterator[tuple[int, str]]:
        """Look anywhere in a run of single letters: there are no words to be inside of."""
        for start in range(len(letters)):
            for end in range(start + 3, min(len(letters), start + self._longest) + 1):
                if (rule := self._words.get(letters[start:end])) is not None:
                    yield rule, letters[start:end]

    def _broken(self, chunk: str) -> Iterator[tuple[int, str]]:
        """Look at what stands between two spaces as one word, without the signs in it."""
        parts = WORD.findall(chunk)
        joined = "".join(parts)
        is_one = len(parts) > 1 and len(joined) <= LONGEST_TOKEN
        if is_one and (rule := self._rule_of(joined)) is not None:
            yield rule, chunk


def words_of(pattern: str, language: str) -> list[str]:
    """Return the folded words of a rule's pattern."""
    return WORD.findall(unmask(pattern, language))


def fold_pattern(pattern: str, language: str) -> str:
    """Return a rule's pattern as it is looked for; two that are alike find the same."""
    return " ".join(words_of(pattern, language))


@lru_cache(maxsize=65536)
def forms_of(word: str, language: str) -> tuple[str, ...]:
    """Return a folded word as it stands, and without the prefixes and suffixes of its language."""
    bare = _without_prefixes(word, language)
    forms = dict.fromkeys(bare)
    for form in bare:
        for suffix in SUFFIXES[language]:
            if form.endswith(suffix) and len(form) - len(suffix) >= SHORTEST_WITH_CLITICS:
                forms[form[: -len(suffix)]] = None
                if language == "ar" and suffix[0] == "ت":
                    forms[f"{form[: -len(suffix)]}ه"] = None
    return tuple(forms)


def _without_prefixes(word: str, language: str) -> list[str]:
    found = [word]
    while (match := PREFIXES[language].match(found[-1])) and len(found) < 4:
        rest = found[-1][match.end() :]
        if len(rest) < SHORTEST_WITH_CLITICS:
            break
        found.append(rest)
    return found
