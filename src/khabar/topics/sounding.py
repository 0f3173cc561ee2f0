"""Whether two spellings may be one name: how far apart their letters are, and what they sound like.

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
_FIRST: Final = str.maketrans(_SOUNDS)
_LONG: Final = 6

# What it costs to read one spelling as another. A change of sound costs as much as is never offered
# without company that leaves little doubt.
_OTHER_SOUND: Final = 1.5
_SWAPPED: Final = 0.8
_AT_THE_BEGINNING: Final = 0.3
# Letters of one sound: each group with what it costs to write one for another.
_GROUPS: Final = (
    ("غجگ", 0.3), ("قكخ", 0.3), ("طتثچ", 0.3), ("صسزشثذظژ", 0.3), ("دذضظ", 0.3), ("پب", 0.3),
    ("ڤفو", 0.3), ("حه", 0.3), ("ckq", 0.3), ("sz", 0.3), ("gj", 0.3), ("iy", 0.3), ("fv", 0.3),
    ("اويءعه", 0.5), ("aeiouy", 0.5), ("غجگكق", 0.6), ("جيخ", 0.6),
)  # fmt: skip
# Letters that are written or left out: long vowels, breaths, and their like in Latin letters.
_LEFT_OUT: Final = {**dict.fromkeys("اوي", 0.4), **dict.fromkeys("هعء", 0.6)} | dict.fromkeys(
    "aeiouyh", 0.4
)
_REPLACED: Final = {
    (one, other): cost
    for group, cost in reversed(_GROUPS)
    for one in group
    for other in group
    if one != other
}


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word, one letter for each sound."""
    return word[:1].translate(_FIRST) + word[1:].translate(_SKELETON)


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


@lru_cache(maxsize=65_536)
def letters_apart(one: str, other: str) -> float:
    """Return how far apart two folded words are: 0 for the same, about 0.4 for a vowel more or
    less, 0.3 for another letter of the same sound, 1.5 for another sound.

    It is the distance of Damerau and Levenshtein (optimal string alignment) with a price for each
    change. A change of the first letter costs more, since it is seldom another spelling.
    """
    before: list[float] = []
    last = _row_of_nothing(other)
    for place, letter in enumerate(one):
        row = [last[0] + _left_out(letter, first=place == 0)]
        for at, against in enumerate(other):
            first = place == at == 0
            ways = [
                last[at + 1] + _left_out(letter, first=place == 0),
                row[at] + _left_out(against, first=at == 0),
                last[at] + _replaced(letter, against, first=first),
            ]
            if place and at and letter == other[at - 1] and one[place - 1] == against:
                ways.append(before[at - 1] + _SWAPPED)
            row.append(min(ways))
        before, last = last, row
    return last[-1]


def _row_of_nothing(word: str) -> list[float]:
    row = [0.0]
    for place, letter in enumerate(word):
        row.append(row[-1] + _left_out(letter, first=place == 0))
    return row


def _left_out(letter: str, *, first: bool) -> float:
    return _LEFT_OUT.get(letter, _OTHER_SOUND) + (1 if first else 0)


def _replaced(one: str, other: str, *, first: bool) -> float:
    if one == other:
        return 0
    return _REPLACED.get((one, other), _OTHER_SOUND) + (_AT_THE_BEGINNING if first else 0)
