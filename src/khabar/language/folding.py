"""Folding: one plain form for all the ways a reader may type the same word."""

from __future__ import annotations

import re
import unicodedata

from .digits import TO_ASCII

_SPAN = tuple[int, int]

# Quranic signs and harakat, U+0670 dagger alef, tatweel, U+00AD soft hyphen, U+061C Arabic
# letter mark, U+200B space of no width, U+200D joiner, U+200E/F and the rest of the bidi
# controls; U+2060 and U+FEFF are the joiners that pasted text brings.
_DROPPED: tuple[_SPAN, ...] = (
    (0x00AD, 0x00AD), (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x200B, 0x200B), (0x200D, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2060), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
)  # fmt: skip

_LETTERS = {
    "آأإٱ": "ا",
    "ىیېےۓ": "ي",
    "کڪ": "ك",
    "ةۀہۂەھ": "ه",
    "\u200c": " ",  # U+200C: the Persian half-space parts words in a search
}

_TABLE: dict[int, str | None] = {
    **TO_ASCII,
    **{ord(letter): plain for letters, plain in _LETTERS.items() for letter in letters},
    **{code: None for first, last in _DROPPED for code in range(first, last + 1)},
}

# مسؤول and مسئول, شؤون and شئون are one word in two spellings.
_HAMZA_BEFORE_WAW = re.compile("[ؤئ]و")


def fold(text: str) -> str:
    """Return the search form of ``text``: never for display, always the same for index and query.

    Compatibility forms, digits, hamza seats on alef, yeh, kaf, heh and case are made one;
    harakat, tatweel and invisible marks go; the half-space becomes a space. Folding twice
    changes nothing. The letters follow Lucene's Arabic and Persian normalizers, joined.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_TABLE)
    folded = _HAMZA_BEFORE_WAW.sub("ءو", folded).lower()
    # Dropping a mark or lower-casing can bring together two letters that compose.
    return unicodedata.normalize("NFKC", folded)
