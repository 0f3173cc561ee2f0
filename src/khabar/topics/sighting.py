"""Names in a text that no topic has: new spellings of known names, and new names.

A new spelling is close to a topic's name. A new name stands behind a title and begins with a first
name that people have. Both are only ever suggested; see `suggesting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from khabar.topics.judging import beside
from khabar.topics.knowing_names import LEAST_LETTERS, Close, Known
from khabar.topics.locating import Line
from khabar.topics.matching import Match
from khabar.topics.prefixing import ARTICLE, bare_forms
from khabar.topics.sounding import are_close
from khabar.topics.spelling import BEGINNINGS
from khabar.topics.weighing_words import Words, country_names, given_names, titles

_MOST_BESIDE: Final = 24
# In a larger part of all stories stands no name that isn't a topic's already.
_COMMON: Final = 0.02
# The preposition, which folds to the first name علي. Where newspapers write the name so, too, its
# bearers are still found once they have a topic.
_ON: Final = "على"
# A title stands so many words before a name at most.
_BEFORE: Final = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name as a text has it, and the folded words beside it.

    `topic` is the one that it may be a spelling of, if any; `apart` says how far its letters are
    from those of the topic's name, and `given` which first name of the topic stands before it.
    """

    text: str
    folded: str
    topic: int | None
    beside: tuple[str, ...]
    apart: float = 0
    given: str = ""


class Token(NamedTuple):
    """A folded word of a line and where it is."""

    word: str
    begin: int
    end: int


def sight_names(text: str, matches: Iterable[Match], known: Known) -> list[Sighting]:
    """Return the names in `text` that are none of `matches`, each spelling once."""
    line = Line(text)
    taken = [(match.begin, match.end) for match in matches]
    tokens = list(_tokens(line))
    free = [token for token in tokens if not _is_taken(line, token, taken)]
    return _once([*_close(line, free, known), *_new(line, tokens, free, known)])


def _once(found: Iterable[Sighting]) -> list[Sighting]:
    """Return each name once, with all that stands beside it."""
    kept: dict[tuple[str, int | None], Sighting] = {}
    for each in found:
        key = (each.folded, each.topic)
        words = dict.fromkeys((*kept[key].beside, *each.beside) if key in kept else each.beside)
        kept[key] = replace(each, beside=tuple(words)[:_MOST_BESIDE])
    return list(kept.values())


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
            for close in known.close_to(form):
                yield _sighting(line, token, form, close)


def _names_in(word: str, words: Words) -> Iterator[str]:
    """Yield what may be a name in a word: the word, and the rest behind each prefix, where that is
    not the commoner word."""
    if words.is_ordinary(word):
        return
    for form in bare_forms(word) if words.language == "ar" else (word,):
        is_part = form != word and words.is_rather(word, form)
        if len(form) >= LEAST_LETTERS and not is_part and _may_be_unknown(form, words):
            yield form


def _may_be_unknown(form: str, words: Words) -> bool:
    """Return whether a word may be a name that nobody has told of: it is rare, no country, and
    never has the article."""
    if words.is_known(form) or form in country_names(words.language):
        return False
    if words.takes_the_article(form):
        return False
    return words.part_of_stories(form) <= _COMMON


def _sighting(line: Line, token: Token, form: str, close: Close) -> Sighting:
    begin, spelling = token.begin + len(token.word) - len(form), close.spelling
    before = line.before(token.begin, 1)
    given = next((one for one in spelling.given if before and are_close(before[0], one)), "")
    first = before[0] if given else ""
    if first:
        begin = token.begin - len(first) - 1
    words = beside(line, max(begin, 1), token.end)
    written = line.text[slice(*_in_text(line, begin, token.end))]
    folded = f"{first} {form}".strip()
    return Sighting(written, folded, spelling.topic, words, close.apart, given)


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
            written = line.text[slice(*_in_text(line, first.begin, last.end))]
            words = beside(line, first.begin, last.end)
            yield Sighting(written, line.line[first.begin : last.end], None, words)


def _is_a_name(line: Line, first: Token, last: Token, known: Known) -> bool:
    words = known.words
    if len(last.word) < LEAST_LETTERS - 1 or _is_a_particle(last.word, words):
        return False
    written = line.text[slice(*_in_text(line, first.begin, last.end))]
    if written.startswith(f"{_ON} "):
        return False
    if words.language == "en" and not written.istitle():
        return False
    gap = line.between(first.begin, last.begin)
    return (
        not any(sign in gap for sign in '.،,؛;:!?؟\n"»«()')
        and line.line[first.begin : last.end] not in known.spelt
    )


def _is_a_particle(word: str, words: Words) -> bool:
    """Return whether a folded word is known from the start, perhaps behind و: ولكن."""
    forms = bare_forms(word) if words.language == "ar" else (word,)
    return any(words.is_known(form) for form in forms)


def _behind_a_title(line: Line, first: Token, may_be: frozenset[str], language: str) -> bool:
    """Return whether a title stands before a first name, with nothing but adjectives between."""
    for word in reversed(line.before(first.begin, _BEFORE)):
        forms = bare_forms(word) if language == "ar" else (word,)
        if any(form in may_be for form in forms):
            return True
        if language == "ar" and not any(form.startswith(ARTICLE) for form in forms):
            return False
    return False
