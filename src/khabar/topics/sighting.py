"""Names in a text that no topic has: new spellings of known names, and new names.

A new spelling is close to a topic's name in every word. A new name stands behind a title and begins
with a first name that people have. Both are only ever suggested; see `suggesting`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from khabar.topics.locating import Line
from khabar.topics.matching import Match, Matcher
from khabar.topics.prefixing import ARTICLE, bare_forms
from khabar.topics.sounding import are_close, skeleton
from khabar.topics.spelling import BEGINNINGS, Spelling, Way
from khabar.topics.weighing_words import Words, given_names, titles

# Shorter words are close to too many others.
LEAST_LETTERS: Final = 4
# A word that is close to more topics tells nothing of any.
_MOST_TOPICS: Final = 3
_BEFORE: Final = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name as a text has it, the topic that it may be a spelling of, if any, and the folded words
    beside it."""

    text: str
    folded: str
    topic: int | None
    beside: tuple[str, ...]


class Token(NamedTuple):
    """A folded word of a line and where it is."""

    word: str
    begin: int
    end: int


class Known:
    """The words of all topics' names, to find by closeness."""

    def __init__(self, matcher: Matcher) -> None:
        self.words = matcher.words
        self.spelt = {pattern.words for pattern in matcher.patterns}
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

    def close_to(self, word: str) -> list[Spelling]:
        """Return the spellings that a folded word may be another form of."""
        near = {known for key in _keys(word) for known in self._near.get(key, ())}
        close = [known for known in near if known != word and are_close(known, word)]
        found = [spelling for known in close for spelling in self._names[known]]
        return found if len({spelling.topic for spelling in found}) <= _MOST_TOPICS else []


_NAMED: Final = ("person", "organisation", "place")


def _keys(word: str) -> Iterator[str]:
    """Yield the consonants of a word, and the word with each letter left out and with none."""
    yield f"-{skeleton(word)}"
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def sight_names(text: str, matches: Iterable[Match], known: Known) -> list[Sighting]:
    """Return the names in `text` that are none of `matches`, each spelling once."""
    line = Line(text)
    taken = [(match.begin, match.end) for match in matches]
    tokens = list(_tokens(line))
    free = [token for token in tokens if not _is_taken(line, token, taken)]
    found = [*_close(line, free, known), *_new(line, tokens, free, known)]
    return list({(each.folded, each.topic): each for each in found}.values())


def _tokens(line: Line) -> Iterator[Token]:
    begin = 1
    for word in line.line.split():
        yield Token(word, begin, begin + len(word))
        begin += len(word) + 1


def _is_taken(line: Line, token: Token, taken: list[tuple[int, int]]) -> bool:
    if not taken:
        return False
    begin, end = line.span(token.begin, token.end)
    return any(begin < last and first < end for first, last in taken)


def _close(line: Line, tokens: list[Token], known: Known) -> Iterator[Sighting]:
    """Yield what may be another spelling of a topic's name, with its first name where it has one
    that is close, too."""
    for token in tokens:
        for form in _names_in(token.word, known.words):
            for spelling in known.close_to(form):
                yield _sighting(line, token, form, spelling)


def _names_in(word: str, words: Words) -> Iterator[str]:
    """Yield what may be a name in a word: the word, and the rest behind each prefix."""
    forms = bare_forms(word) if words.language == "ar" else [word]
    if words.is_ordinary(word):
        return
    yield from (form for form in forms if len(form) >= LEAST_LETTERS and not words.is_known(form))


def _sighting(line: Line, token: Token, form: str, spelling: Spelling) -> Sighting:
    begin = token.begin + len(token.word) - len(form)
    before = line.before(token.begin, 1)
    first = before[0] if before and any(are_close(before[0], one) for one in spelling.given) else ""
    if first:
        begin = token.begin - len(first) - 1
    written = line.text[slice(*_in_text(line, begin, token.end))]
    beside = (*line.before(max(begin, 1), _BEFORE), *line.after(token.end, 1))
    return Sighting(written, f"{first} {form}".strip(), spelling.topic, beside)


def _in_text(line: Line, begin: int, end: int) -> tuple[int, int]:
    first, last = line.span(begin, end)
    return first + 1, last + 1


def _new(line: Line, tokens: list[Token], free: list[Token], known: Known) -> Iterator[Sighting]:
    """Yield names of two words or more that stand behind a title and belong to no topic."""
    language = known.words.language
    may_be, people = titles(language, "person"), given_names(language)
    unknown = set(free)
    for place, (first, family) in enumerate(pairwise(tokens)):
        if first.word not in people or not {first, family} <= unknown:
            continue
        last = (
            tokens[place + 2] if family.word in BEGINNINGS and place + 2 < len(tokens) else family
        )
        if _is_a_name(line, first, last, known) and _behind_a_title(line, first, may_be, language):
            beside = (*line.before(first.begin, _BEFORE), *line.after(last.end, 1))
            written = line.text[slice(*_in_text(line, first.begin, last.end))]
            yield Sighting(written, line.line[first.begin : last.end], None, beside)


def _is_a_name(line: Line, first: Token, last: Token, known: Known) -> bool:
    words = known.words
    if len(last.word) < LEAST_LETTERS - 1 or words.is_known(last.word):
        return False
    written = line.text[slice(*_in_text(line, first.begin, last.end))]
    if words.language == "en" and not written.istitle():
        return False
    gap = line.between(first.begin, last.begin)
    return (
        not any(sign in gap for sign in '.،,؛;:!?؟\n"»«()')
        and line.line[first.begin : last.end] not in known.spelt
    )


def _behind_a_title(line: Line, first: Token, may_be: frozenset[str], language: str) -> bool:
    """Return whether a title stands before a first name, with nothing but adjectives between."""
    for word in reversed(line.before(first.begin, _BEFORE)):
        forms = bare_forms(word) if language == "ar" else [word]
        if any(form in may_be for form in forms):
            return True
        if language == "ar" and not any(form.startswith(ARTICLE) for form in forms):
            return False
    return False
