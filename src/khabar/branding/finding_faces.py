"""The faces that pictures are drawn with: the fonts of readers' pages, a theme's before ours."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from django.contrib.staticfiles import finders
from PIL import ImageFont

FORM = "khabar/fonts/vazirmatn.woff2"
# Joiners and marks of direction, which change how other letters are written.
_UNSEEN = frozenset("\u200c\u200d\u200e\u200f")


@cache
def face(size: float, weight: int) -> ImageFont.FreeTypeFont:
    """Return the face of headlines in pixels and weight (400 to 800).

    Raises OSError where it can't be read. It is shaped by Raqm; without that Pillow raises KeyError
    for a direction, and `checks` refuses to start.
    """
    font = ImageFont.truetype(
        str(finders.find(FORM)), round(size), layout_engine=ImageFont.Layout.RAQM
    )
    font.set_variation_by_axes([weight])
    return font


def drawable(text: str) -> str:
    """Return `text` without what the face has no letter for: é becomes e, an emoji goes."""
    return "".join(_drawable(character) for character in text)


@lru_cache(maxsize=4096)
def _drawable(character: str) -> str:
    if character.isspace():
        return " "
    if character in _UNSEEN or _has(character):
        return character
    return "".join(filter(_has, unicodedata.normalize("NFKD", character)))


def _has(character: str) -> bool:
    # Controls are left out unasked: Raqm refuses some of them.
    if unicodedata.category(character).startswith("C"):
        return False
    return bool(bytes(face(32, 700).getmask(character)))
