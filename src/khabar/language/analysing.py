"""Words of a text with their places: what search indexes, asks for and marks.

A text is cut into words in its own letters, so that a place found in it can be shown; each word is
folded (`folding`) and stemmed (`stemming`). Harakat, tatweel and invisible marks belong to the word
that they stand in. The half-space parts a Persian compound: its parts are words, and each knows the
compound in one piece, so that می‌رود, ميرود and می رود meet.

The words of an archive are the same again and again, so what a word is made of is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple, TypeVar

from .folding import fold
from .stemming import is_persian, stem_word
from .stemming_persian import AFFIXES

ANALYSIS_VERSION: Final = 1
"""Raised with each change of a token; an index of another version is built anew."""

# What may stand inside a word beside its letters: Latin accents, harakat and Quranic signs, tatweel
# (a letter to Python), the half-space, and invisible marks.
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_HIDDEN: Final = "\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_RAW_WORD: Final = re.compile(f"[\\w{_MARKS}{_HIDDEN}\u200c]+")
_PART: Final = re.compile("[^\\W_\u0640][^\u200c_]*")
_FOLDED_WORD: Final = re.compile(r"[^\W_]+")
_BEHIND: Final = re.compile(f"[{_HIDDEN}\u0640]+$")

MOST_LETTERS: Final = 64
"""A longer run of letters is no word; only its beginning is looked at."""
_REMEMBERED: Final = 200_000
_REMEMBERED_FOR_INDEX: Final = 400_000
"""Filled by a build alone, some 180 MB. With half of it a large archive takes a quarter longer."""

T = TypeVar("T")


class Token(NamedTuple):
    """A word: `text[start:end]` are its letters as they stand in the text.

    `compound` is the whole of which it is a part, folded and in one piece, else empty.
    """

    stem: str
    folded: str
    start: int
    end: int
    compound: str = ""


_tokens: dict[str, dict[str, tuple[Token, ...]]] = {}
_words: dict[str, dict[str, tuple[str, str]]] = {}


def analyse(text: str, language: str) -> list[Token]:
    """Return the words of a text in `language`, in their order, none over another."""
    remembered = _tokens.setdefault(language, {})
    found: list[Token] = []
    for match in _RAW_WORD.finditer(text):
        raw, place = match[0], match.start()
        tokens = remembered.get(raw)
        if tokens is None:
            tokens = _remember(remembered, raw, tuple(_take_apart(raw, language)))
        for stem, folded, start, end, compound in tokens:
            found.append(Token(stem, folded, place + start, place + end, compound))
    return found


def analyse_only(text: str, language: str, stems: Container[str]) -> list[Token]:
    """Return those words of `analyse` that have one of some stems. Where there is none, as in most
    texts, this takes a fraction of the time."""
    remembered = _tokens.setdefault(language, {})
    for raw in set(_RAW_WORD.findall(text)):
        tokens = remembered.get(raw)
        if tokens is None:
            tokens = _remember(remembered, raw, tuple(_take_apart(raw, language)))
        if any(token.stem in stems for token in tokens):
            return [token for token in analyse(text, language) if token.stem in stems]
    return []


def index_words(text: str, language: str) -> tuple[str, str]:
    """Return the folded words of a text, and their stems, each joined by blanks.

    These are the words of `analyse`, with each Persian compound once more in one piece.
    """
    remembered = _words.setdefault(language, {})
    pairs: list[tuple[str, str]] = []
    for raw in _RAW_WORD.findall(text):
        pair = remembered.get(raw)
        if pair is None:
            most = _REMEMBERED_FOR_INDEX
            pair = _remember(remembered, raw, _joined(raw, language), most)
        if pair[0]:
            pairs.append(pair)
    return " ".join([pair[0] for pair in pairs]), " ".join([pair[1] for pair in pairs])


def _remember(remembered: dict[str, T], raw: str, value: T, most: int = _REMEMBERED) -> T:
    if len(remembered) >= most:
        remembered.clear()
    remembered[raw] = value
    return value


def _joined(raw: str, language: str) -> tuple[str, str]:
    tokens = list(_take_apart(raw, language))
    compounds = dict.fromkeys(token.compound for token in tokens if token.compound)
    folded = [*(token.folded for token in tokens), *compounds]
    stems = [*(token.stem for token in tokens), *(stem_word(word, language) for word in compounds)]
    return " ".join(folded), " ".join(stems)


def _take_apart(raw: str, language: str) -> Iterator[Token]:
    """Return the words in a run of letters and marks; nearly always that is one."""
    pieces = [
        (word, part.start(), part.start() + len(_BEHIND.sub("", part[0])))
        for part in _PART.finditer(raw)
        for word in _FOLDED_WORD.findall(fold(part[0]))
    ]
    whole = "".join(word for word, _start, _end in pieces) if "\u200c" in raw else ""
    compound = whole[:MOST_LETTERS] if len(pieces) > 1 else ""
    for letters, start, end in pieces:
        if letters not in AFFIXES or not is_persian(language):
            word = letters[:MOST_LETTERS]
            yield Token(stem_word(word, language), word, start, end, compound)
