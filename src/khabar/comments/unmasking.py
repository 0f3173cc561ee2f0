"""Folding text as far as a disguised word needs it: further than search folds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from khabar.language.folding import fold

# U+200C, which search takes for a space, parts no word here, and neither does what can't be seen.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_LETTERS: Final = {
    "ؤ": "و", "ئ": "ي", "ء": "", "ں": "ن", "ٮ": "ب", "ڡ": "ف", "ٯ": "ق", "ٻ": "ب", "ڭ": "ك",
    "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۋ": "و", "ڕ": "ر", "ڵ": "ل", "ێ": "ي", "ې": "ي", "ٹ": "ت",
    "ڈ": "د", "ڑ": "ر", "ځ": "ح", "څ": "ح", "ښ": "س", "ڼ": "ن", "ټ": "ت", "ډ": "د", "ړ": "ر",
    "ٲ": "ا", "ٳ": "ا", "ٵ": "ا", "ڃ": "ح", "ڄ": "ح", "ڿ": "ج", "ڠ": "ع", "ڨ": "ق", "ڧ": "ق",
    "ڬ": "ك", "ڮ": "ك", "ڷ": "ل", "ڶ": "ل", "ڸ": "ل", "ڹ": "ن", "ڻ": "ن", "ڽ": "ن", "ۅ": "و",
    "ۉ": "و", "ۊ": "و", "ۍ": "ي", "ؽ": "ي", "ؾ": "ي", "ؿ": "ي", "ڛ": "س", "ڝ": "ص", "ڟ": "ط",
}  # fmt: skip
# In Persian these are letters of their own; in Arabic they stand for their neighbours.
_PERSIAN: Final = {"پ": "ب", "چ": "ج", "ژ": "ز", "گ": "ك", "ڤ": "ف", "ڥ": "ف"}
_TO_LATIN: Final = dict(
    zip(
        "авеёзікмнорстухуԁѕјһԛԝъьᴀαβγεικνορτυχωɑɡıℓ",
        "abee3ikmhopctyxydsjhqwbbaabyeikvoptuxwagil",
        strict=True,
    )
)
_SIGNS: Final = {
    "@": "a",
    "$": "s",
    "!": "i",
    "€": "e",
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
}
_LATIN: Final = re.compile(r"[a-z]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_SINGLE: Final = re.compile(r"(?:(?<![^\W_])[^\W\d_](?:[\W_]{1,3})){2,}[^\W\d_](?![^\W_])")


def unmask(text: str, language: str) -> str:
    """Return `text` in the form in which a rule's words are looked for.

    `language` is that of the page: in Persian پ and ب are two letters, in Arabic they are one.
    """
    folded = _without_marks(fold(_INVISIBLE.sub("", text)))
    table = _TABLES["fa" if language == "fa" else "ar"]
    return " ".join(map(_without_look_alikes, folded.translate(table).split()))


def _without_marks(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parted if unicodedata.category(c) not in ("Mn", "Me"))


def _without_look_alikes(chunk: str) -> str:
    """Read foreign letters and signs as Latin where they stand among Latin letters."""
    if not _LATIN.search(chunk):
        return chunk
    if chunk.isascii() and chunk.isalpha():
        return chunk
    return _without_signs("".join(_TO_LATIN.get(c, c) for c in chunk))


def _without_signs(chunk: str) -> str:
    core = chunk.rstrip("!.,:;?)]}\"'")
    if "://" in core or not any(sign in core for sign in _SIGNS):
        return chunk
    return "".join(_SIGNS.get(c, c) for c in core)


def skeleton(name: str) -> str:
    """Return what a name looks like: two that a reader could confuse have the same."""
    plain = unmask(name, "ar")
    plain = "".join(_SIGNS.get(c, _TO_LATIN.get(c, c)) for c in plain)
    return "".join(c for c in plain if c.isalnum()).replace("rn", "m").replace("vv", "w")


def join_letters(text: str) -> Iterator[str]:
    """Give each run of three or more single letters with spaces or signs between, joined."""
    for found in _SINGLE.finditer(text):
        yield "".join(_LETTER.findall(found[0]))


_TABLES: Final = {
    "fa": str.maketrans(_LETTERS),
    "ar": str.maketrans(_LETTERS | _PERSIAN),
}
