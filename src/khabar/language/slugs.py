"""Slugs: the readable part of an address, in the letters of the story."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from .digits import TO_ASCII

MOST_WORDS = 8
MOST_BYTES = 250
"""Length once percent-encoded, where one Arabic letter takes six bytes."""

# Harakat and Quranic signs, tatweel, joiner and bidi controls, apostrophes (U+2019, U+02BC),
# U+FE00-FE0F emoji variants: none of them parts a word.
_DROPPED = re.compile(
    "[\u00ad\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b\u200d-\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff'\u2019\u02bc]"
)
_PERSIAN_KEYS = str.maketrans("يىك", "ییک")
_ARABIC_KEYS = str.maketrans("یک", "يك")
_KEYS = {"ar": _ARABIC_KEYS, "ckb": _PERSIAN_KEYS, "fa": _PERSIAN_KEYS, "ur": _PERSIAN_KEYS}


def slugify(text: str, language: str) -> str:
    """Return the words of ``text`` in lower case joined by hyphens, or "" if it has none.

    Letters stay as the language writes them (ي and ك typed in Persian become ی and ک, and
    the other way in Arabic); harakat and tatweel go; the half-space U+200C becomes a hyphen;
    digits are ASCII. At most 8 words and 250 bytes percent-encoded, cut between words unless
    the first word alone is longer.
    """
    words = _plain(text, language).split()[:MOST_WORDS]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(quote(longer)) > MOST_BYTES:
            return slug or _cut(word)
        slug = longer
    return slug


def _plain(text: str, language: str) -> str:
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).translate(TO_ASCII)
    text = text.translate(_KEYS.get(re.split("[-_]", language.lower())[0], {}))
    text = unicodedata.normalize("NFKC", text.lower())
    kept = "".join(char if _is_of_a_word(char) else " " for char in text)
    return " ".join(_without_loose_marks(word) for word in kept.split())


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")


def _without_loose_marks(word: str) -> str:
    """A mark with no letter before it would sit on the hyphen."""
    while word and not word[0].isalnum():
        word = word[1:]
    return word


def _cut(word: str) -> str:
    while len(quote(word)) > MOST_BYTES:
        word = word[:-1]
    return word
