"""Deciding where a spelling that fits is meant, and which of several topics it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from khabar.topics.locating import Line
from khabar.topics.prefixing import bare_forms
from khabar.topics.sounding import are_close
from khabar.topics.spelling import Spelling, Way
from khabar.topics.weighing_words import Words, given_names, titles

if TYPE_CHECKING:
    from khabar.topics.matching import Place


class Reason(StrEnum):
    """Why a place in a text is taken for a topic."""

    NAME = "name"
    ALIAS = "alias"
    AVOIDED = "avoided"
    NAMED_IN_FULL = "named-in-full"
    TITLE = "title"
    CLOSE = "close"


Meant = tuple[Spelling, Reason]
Decided = tuple["Place", Meant]


class Pattern(NamedTuple):
    """One string that is looked for, the spellings that it may be, and the one that it is for
    certain, wherever it stands."""

    words: str
    is_elided: bool
    spellings: list[Spelling]
    certain: Meant | None


# A title may stand so many words before a name: الرئيس الروسي السابق بوتين.
_REACH: Final = 4
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?؟\n]")
_BY_WAY: Final = {
    Way.NAME: Reason.NAME,
    Way.ALIAS: Reason.ALIAS,
    Way.AVOIDED: Reason.AVOIDED,
    Way.FAMILY: Reason.NAMED_IN_FULL,
}
_BESIDE: Final = (4, 3)


@dataclass(slots=True)
class Reading:
    """What is known of one text while its places are decided on."""

    line: Line
    named: dict[int, int] = field(default_factory=dict)
    """The topics that the text names in full, and where it does so last."""


class Judge:
    """Decides by the words around a place."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def pattern(self, words: str, is_elided: bool, spellings: list[Spelling]) -> Pattern:
        """Return a pattern with what can be said of it before any text is read."""
        free = [each for each in spellings if not self.needs_context(each, words)]
        # What two topics are called, neither is called for certain.
        alone = len({spelling.topic for spelling in free}) == 1
        certain = (free[0], _BY_WAY[free[0].way]) if alone else None
        return Pattern(words, is_elided, spellings, certain)

    def decide(self, line: Line, places: Sequence[tuple[Place, Pattern]]) -> list[Decided]:
        """Return of the places those where a topic is meant, with the topic and why."""
        reading = Reading(line)
        for place, pattern in places:
            if pattern.certain:
                reading.named[pattern.certain[0].topic] = place.word
        first = [
            pattern.certain or self._beside_a_title(reading, place, pattern)
            for place, pattern in places
        ]
        for (place, _pattern), found in zip(places, first, strict=True):
            if found:
                reading.named.setdefault(found[0].topic, place.word)
        whole = (
            (place, found or self._named_elsewhere(reading, place, pattern))
            for (place, pattern), found in zip(places, first, strict=True)
        )
        return [(place, found) for place, found in whole if found]

    def needs_context(self, spelling: Spelling, words: str) -> bool:
        """Return whether a spelling counts only in company."""
        if spelling.needs_context or spelling.way == Way.FAMILY:
            return True
        if " " in words:
            return False
        if spelling.takes_prefixes:
            return self.words.is_known(words)
        return self.words.is_ordinary(words)

    def _beside_a_title(self, reading: Reading, place: Place, pattern: Pattern) -> Meant | None:
        """Return the one topic that is meant, since a title or its own first name, however it is
        spelt, stands before the place."""
        if not self._may_be_told(reading.line.before(place.word, _REACH), pattern):
            return None
        before = self._before(reading.line, place)
        # The first name says whose family name it is, whatever other topics have that name.
        for spelling in pattern.spellings:
            if before and any(_is_given(before[-1], given) for given in spelling.given):
                return spelling, Reason.CLOSE
        if self._is_somebody_else(before):
            return None
        meant = [each for each in pattern.spellings if self._has_title(before, each.kind)]
        named = [each for each in meant if each.topic in reading.named]
        topics = {spelling.topic for spelling in named or meant}
        return ((named or meant)[0], Reason.TITLE) if len(topics) == 1 else None

    def _may_be_told(self, before: list[str], pattern: Pattern) -> bool:
        """Return whether any title or first name stands before a place, be it in its sentence or
        not: mostly none does, and then no more has to be looked at."""
        if not before:
            return False
        if any(self._has_title(before, each.kind) for each in pattern.spellings):
            return True
        given = (name for spelling in pattern.spellings for name in spelling.given)
        return any(_is_given(before[-1], name) for name in given)

    def _named_elsewhere(self, reading: Reading, place: Place, pattern: Pattern) -> Meant | None:
        named = [each for each in pattern.spellings if each.topic in reading.named]
        if not named or self._is_somebody_else(self._before(reading.line, place)):
            return None
        near = sorted(named, key=lambda each: _distance(reading.named[each.topic], place.word))
        return near[0], Reason.NAMED_IN_FULL

    def _is_somebody_else(self, before: list[str]) -> bool:
        """Return whether a first name stands directly before the place: of someone else, then."""
        names = given_names(self.words.language)
        return bool(before) and any(form in names for form in bare_forms(before[-1]))

    def _has_title(self, before: list[str], kind: str) -> bool:
        known = titles(self.words.language, kind)
        return any(form in known for word in before for form in bare_forms(word))

    def _before(self, line: Line, place: Place) -> list[str]:
        """Return the words of the same sentence that stand before a place, the nearest last."""
        words = line.before(place.word, _REACH)
        while words and _parts(line, place.word - len(" ".join(words)) - 1, place.word):
            words = words[1:]
        return words


def words_beside(line: Line, place: Place) -> tuple[str, ...]:
    """Return the folded words that stand beside a place: what it is told by."""
    return beside(line, place.word, place.end)


def beside(line: Line, begin: int, end: int) -> tuple[str, ...]:
    """Return the folded words that stand beside a part of a line."""
    before, after = _BESIDE
    return (*line.before(begin, before), *line.after(end, after))


def _parts(line: Line, first: int, last: int) -> bool:
    """Return whether a sentence ends between two places."""
    return bool(_ENDS_A_SENTENCE.search(line.between(first, last)))


def _distance(named: int, place: int) -> int:
    """Return how far a topic was named: what was named before is nearer than what comes."""
    return place - named if named <= place else 1_000_000 + named - place


def _is_given(word: str, given: str) -> bool:
    return any(form == given or are_close(form, given) for form in bare_forms(word))
