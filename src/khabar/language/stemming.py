"""Stems: what a word shares with its other forms, for search. Never for display.

Light stemming takes off what is written onto a word, and leaves its inside alone. Which rules a
word is under is told by its script, then by the language of its text. The words of a newsroom are
the same few ten thousand again and again, so each is stemmed once and remembered.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import snowballstemmer

from .stemming_arabic import stem_arabic
from .stemming_persian import stem_persian

_PERSIAN_RULES: Final = frozenset({"fa", "prs", "tg", "glk", "mzn"})
_REMEMBERED: Final = 100_000


def is_persian(language: str) -> bool:
    """Return whether words in Arabic script in a text of `language` are under Persian rules."""
    return language.partition("-")[0] in _PERSIAN_RULES


@lru_cache(maxsize=_REMEMBERED)
def stem_word(word: str, language: str) -> str:
    """Return the stem of a folded word in a text of `language`.

    Words in Arabic script are stemmed as Persian in a Persian text, else as Arabic; those in Latin
    letters by Snowball's English rules, without accents. Numbers and other scripts stay.
    """
    first = word[:1]
    if "ء" <= first <= "ۓ":
        return stem_persian(word) if is_persian(language) else stem_arabic(word)
    if first.isalpha() and first < "\u0250":
        return _stem_latin(word)
    return word


# One object keeps the word it is at, so it is never shared between threads.
def _stem_latin(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    stem: str = snowballstemmer.stemmer("english").stemWord(plain)
    return stem
