"""Whether two spellings may be one name: the same consonants, or a letter or two apart.

Only ever for suggestions: حسن and حسين sound alike and are two people.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

# Letters that the same foreign sound is written with; vowels and hamza aren't written alike.
_SOUNDS: Final = {
    "غ": "ج", "گ": "ج", "ق": "ك", "خ": "ك", "ط": "ت", "ص": "س", "ث": "س", "ش": "س", "ذ": "ز",
    "ظ": "ز", "ض": "د", "پ": "ب", "ڤ": "ف", "چ": "ت", "ژ": "ز", "ح": "ه",
}  # fmt: skip
_VOWELS: Final = "اوي\u0621ئؤعه"
_SKELETON: Final = str.maketrans(
    _SOUNDS,
) | {ord(letter): None for letter in _VOWELS}
_LONG: Final = 6


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word, one letter for each sound."""
    return word[:1].translate(_FIRST) + word[1:].translate(_SKELETON)


_FIRST: Final = str.maketrans(_SOUNDS)


def are_close(one: str, other: str) -> bool:
    """Return whether two folded words may be spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 3:
        return False
    if skeleton(one) == skeleton(other) and len(skeleton(one)) > 1:
        return True
    allowed = 2 if min(len(one), len(other)) >= _LONG else 1
    return DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed
