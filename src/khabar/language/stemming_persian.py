"""Persian stems: the endings of Lucene's light stemmer, and a verb's می.

Endings that stand apart, after the half-space or a space, are words of their own once the text is
folded; `AFFIXES` are left out of a text altogether.
"""

from __future__ import annotations

from typing import Final

SHORTEST: Final = 3
AFFIXES: Final = frozenset(
    {"ها", "هاي", "هايي", "هايش", "هايم", "هايشان", "تر", "ترين", "تري", "مي", "نمي"}
)
"""Folded words that are no words: کتاب‌ها, بزرگ‌تر, می‌رود."""

_ENDINGS: Final = ("ات", "ان", "ترين", "تر", "يي", "ي", "ها")


def stem_persian(word: str) -> str:
    """Return the stem of a folded Persian word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
    return word
