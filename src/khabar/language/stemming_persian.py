"""Persian stems: the endings of Lucene's light stemmer, and a verb's می.

Hamza is written or left out as one likes (رئیس and رییس, مسئول and مسوول, اعضاء and اعضا), so it
becomes its seat. The plural in ها may leave two letters: سدها are dams. Other endings leave three.

Endings that stand apart, after the half-space or a space, are words of their own once the text is
folded; `AFFIXES` are left out of a text altogether.
"""

from __future__ import annotations

from typing import Final

SHORTEST: Final = 3
SHORTEST_OF_PLURAL: Final = 2
AFFIXES: Final = frozenset(
    {"ها", "هاي", "هايي", "هايش", "هايم", "هايشان", "تر", "ترين", "تري", "مي", "نمي"}
)
"""Folded words that are no words: کتاب‌ها, بزرگ‌تر, می‌رود."""

_ENDINGS: Final = ("ات", "ان", "ترين", "تر", "يي", "ي", "ها")
_PLURAL: Final = "ها"
_PLURALS: Final = ("هايي", "هاي")
_NO_PLURAL: Final = frozenset({"تنها"})
_SEATS: Final = str.maketrans({"ئ": "ي", "ؤ": "و", "ء": None})


def stem_persian(word: str) -> str:
    """Return the stem of a folded Persian word."""
    word = word.replace("ءو", "وو").translate(_SEATS) or word
    for plural in _PLURALS:
        if word.endswith(plural):
            word = word[: len(_PLURAL) - len(plural)]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _least(word, ending):
            word = word[: -len(ending)]
    return word


def _least(word: str, ending: str) -> int:
    return SHORTEST_OF_PLURAL if ending == _PLURAL and word not in _NO_PLURAL else SHORTEST
