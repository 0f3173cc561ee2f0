"""Finding topics in a text, by all their spellings at once and only where they are meant.

A spelling is looked for in the folded text, with what Arabic writes onto it in front and a boundary
behind. A match whose whole word is an ordinary word is refused. What needs company, as a family
name does, counts only beside a title or where its topic is named in full in the same text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from khabar.topics.judging import Decided, Judge, Reason, words_beside
from khabar.topics.locating import Line
from khabar.topics.prefixing import (
    ARTICLE,
    LAST_LETTERS,
    PREFIXES,
    elided,
    has_article,
    may_stand_before,
    takes_prefixes,
)
from khabar.topics.spelling import Spelling, joined_forms
from khabar.topics.weighing_words import Words


class Place(NamedTuple):
    """A place in a line where a pattern fits: `word` is where its first word begins, prefix and
    all."""

    word: int
    begin: int
    end: int
    pattern: int


@dataclass(frozen=True, slots=True)
class Match:
    """A topic in a text: from `begin` to `end`, in code points of the text as it was given."""

    topic: int
    begin: int
    end: int
    reason: Reason
    spelling: Spelling
    beside: tuple[str, ...] = ()


class Matcher:
    """Finds all spellings of one language at once. Making one takes about 10 µs a spelling."""

    def __init__(self, spellings: Iterable[Spelling], words: Words) -> None:
        self.words = words
        self.judge = Judge(words)
        self.patterns = [self.judge.pattern(*each) for each in _patterns(spellings, words)]
        self._automaton = AhoCorasick(
            [f"{pattern.words} " for pattern in self.patterns],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA
            if len(self.patterns) < _SMALL
            else Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[Match]:
        """Return the topics in `text`, in the order of their places, none overlapping another."""
        line = Line(text)
        places = _longest(self._fitting(line))
        if not places:
            return []
        found = self.judge.decide(line, [(place, self.patterns[place.pattern]) for place in places])
        return list(self._matches(line, found))

    def may_find(self, text: str) -> bool:
        """Return whether any spelling fits somewhere in `text`, be it meant there or not."""
        return next(self._fitting(Line(text)), None) is not None

    def _matches(self, line: Line, found: Iterable[Decided]) -> Iterator[Match]:
        seen: Counter[int] = Counter()
        for place, (spelling, reason) in found:
            begin, end = line.span(place.begin, place.end)
            if _is_written_so(line, place, spelling, begin):
                seen[spelling.topic] += 1
                told = seen[spelling.topic] <= _TOLD
                beside = words_beside(line, place) if told else ()
                yield Match(spelling.topic, begin, end, reason, spelling, beside)

    def _fitting(self, line: Line) -> Iterator[Place]:
        """Yield the places that have a boundary, or a prefix that may stand there, in front."""
        text, arabic = line.line, self.words.language == "ar"
        for number, begin, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            before = text[begin - 1]
            if before == " ":
                yield Place(begin, begin, end - 1, number)
            elif arabic and before in LAST_LETTERS:
                word = text.rfind(" ", 0, begin) + 1
                if text[word:begin] in PREFIXES and self._takes(
                    text[word : end - 1], begin - word, number
                ):
                    yield Place(word, begin, end - 1, number)

    def _takes(self, whole: str, length: int, number: int) -> bool:
        """Return whether what stands in front of a match is a prefix of it, and no part of another
        word. `whole` is the match with its `length` letters of prefix."""
        words, is_elided, spellings, _certain = self.patterns[number]
        if not may_stand_before(whole[:length], words, is_elided=is_elided):
            return False
        flagged = any(spelling.takes_prefixes for spelling in spellings)
        if not (flagged or takes_prefixes(words)):
            return False
        if " " in words:
            return True
        if flagged:
            return not self.words.is_known(whole)
        return not self.words.is_rather(whole, words)


def _is_written_so(line: Line, place: Place, spelling: Spelling, begin: int) -> bool:
    """Return whether the text itself bears a match out: capitals as the name has them, and no hamza
    where the article is."""
    if spelling.text[0].isupper() and not line.text[begin + 1].isupper():
        return False
    if place.word == place.begin or not line.line.endswith(ARTICLE, place.word, place.begin):
        return True
    article, _end = line.span(place.begin - len(ARTICLE), place.begin)
    return line.text[article + 1] not in "أإآ"


_SMALL: Final = 2_000
_TOLD: Final = 5


def _patterns(
    spellings: Iterable[Spelling], words: Words
) -> Iterator[tuple[str, bool, list[Spelling]]]:
    found: dict[tuple[str, bool], list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        for form in joined_forms(spelling.text):
            if len(form) < 2:
                continue
            found[form, False].append(spelling)
            if words.language == "ar" and has_article(form):
                found[elided(form), True].append(spelling)
    for (form, is_elided), meant in found.items():
        yield form, is_elided, meant


def _longest(places: Iterable[Place]) -> list[Place]:
    """Keep of overlapping places the one that begins first, and of those the longest."""
    kept: list[Place] = []
    free = 0
    for place in sorted(places, key=lambda place: (place.word, -place.end, place.begin)):
        if place.word >= free:
            kept.append(place)
            free = place.end
    return kept
