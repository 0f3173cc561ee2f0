"""Telling Arabic, Persian and English apart."""

from __future__ import annotations

import re

from khabar.language import fold

# Folded. Each is among the commonest words of its language and no common word of the other.
_PERSIAN_WORDS = frozenset(
    "از به در كه را اين است با براي شد شده مي هاي خود يك نيز كرد كرده بود گفت دارد تا بر".split()
)
_ARABIC_WORDS = frozenset(
    "في من علي الي عن التي الذي الذين هذا هذه ذلك مع قد كما بين بعد كان كانت لم لن انه ان".split()
)
_PERSIAN_LETTERS = re.compile("[پچژگ]")
_ARABIC_SCRIPT = re.compile("[\u0621-\u06d3]")
_LATIN_SCRIPT = re.compile("[A-Za-z]")
# Which keyboard wrote it, for a text too short to hold a common word.
_PERSIAN_KEYS = re.compile("[کی]")
_ARABIC_KEYS = re.compile("[كيةىأإ]")
_WORD = re.compile(r"[^\W\d_]+")


def tell_language(text: str) -> str | None:
    """Return ar, fa or en, whichever `text` is mostly written in, or None if it has no letters.

    The script decides about English. Between the two others each پ چ ژ گ and each common word
    counts one; when that is even, the letters of the keyboard decide, and at last Arabic.
    """
    arabic, latin = len(_ARABIC_SCRIPT.findall(text)), len(_LATIN_SCRIPT.findall(text))
    if not arabic and not latin:
        return None
    if latin > arabic:
        return "en"
    return "fa" if _persian(text) > _arabic(text) else "ar"


def _persian(text: str) -> tuple[int, int]:
    words = sum(word in _PERSIAN_WORDS for word in _WORD.findall(fold(text)))
    return words + len(_PERSIAN_LETTERS.findall(text)), len(_PERSIAN_KEYS.findall(text))


def _arabic(text: str) -> tuple[int, int]:
    words = _WORD.findall(fold(text))
    # The article marks a word as Arabic; Persian writes it in a few borrowed phrases only.
    articles = sum(word.startswith("ال") and len(word) > 4 for word in words)
    common = sum(word in _ARABIC_WORDS for word in words)
    return common + articles, len(_ARABIC_KEYS.findall(text))
