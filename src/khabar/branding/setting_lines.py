"""Setting words in lines: as large as fits, of about the same length, and cut at a word."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageFont

from khabar.branding.finding_faces import drawable, face
from khabar.language.direction import direction_of

MOST_LINES = 4
SIZES = (84, 76, 68, 60, 52)
LEADING = {"rtl": 1.5, "ltr": 1.25}
WEIGHT = 700
# A reader takes in no more at a glance, and nobody waits for the drawing of a novel.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it will be drawn; its measures are pixels."""

    text: str
    font: ImageFont.FreeTypeFont
    length: float
    height: float


def fit(
    text: str,
    language: str,
    *,
    width: int,
    height: int,
    font: ImageFont.FreeTypeFont | None = None,
) -> list[Line]:
    """Return `text` in up to four balanced lines within `width` and `height`.

    It is set in the largest face that fits, or in `font`. What is too long for the smallest is
    shortened at a word, with an ellipsis; a word that is too long alone, within it.
    """
    words = " ".join(drawable(text[:LONGEST]).split()).split(" ")
    leading = LEADING[direction_of(language)]
    for chosen in [font] if font else [face(size, WEIGHT) for size in SIZES]:
        most = max(1, min(MOST_LINES, int(height // (chosen.size * leading))))
        lines = _broken(words, language, width, chosen)
        if len(lines) <= most and all(_length(line, language, chosen) <= width for line in lines):
            break
    else:
        lines = _shortened(words, language, width, chosen, most)
    balanced = _balanced(lines, language, width, chosen)
    return [
        Line(line, chosen, _length(line, language, chosen), chosen.size * leading)
        for line in balanced
    ]


def _length(text: str, language: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(text, direction=direction_of(language), language=language)


def _broken(
    words: list[str], language: str, width: float, font: ImageFont.FreeTypeFont
) -> list[str]:
    """Fill line after line, as many words as go into each."""
    lines, line = [], words[0]
    for word in words[1:]:
        if _length(f"{line} {word}", language, font) <= width:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _balanced(
    lines: list[str], language: str, width: float, font: ImageFont.FreeTypeFont
) -> list[str]:
    """Make the lines as narrow as they can be without becoming more, so that none is a widow."""
    words, low, high = " ".join(lines).split(" "), width / 2, float(width)
    while high - low > 8:
        middle = (low + high) / 2
        if len(_broken(words, language, middle, font)) > len(lines):
            low = middle
        else:
            high = middle
    return _broken(words, language, high, font)


def _shortened(
    words: list[str], language: str, width: float, font: ImageFont.FreeTypeFont, most: int
) -> list[str]:
    """Drop words, then letters of the only word, until the rest and an ellipsis fit."""
    for count in range(len(words) - 1, 0, -1):
        lines = _broken([*words[: count - 1], f"{words[count - 1]}…"], language, width, font)
        if len(lines) <= most and all(_length(line, language, font) <= width for line in lines):
            return lines
    letters = next(
        count
        for count in range(len(words[0]), -1, -1)
        if _length(f"{words[0][:count]}…", language, font) <= width
    )
    return [f"{words[0][:letters]}…"]
