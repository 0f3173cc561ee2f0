"""Pictures with words: the card that is shown where a story is shared, and the paper's icon.

Drawn by Pillow with Raqm, which joins Arabic letters and puts mixed lines in order, in the faces
that readers' pages have.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from khabar.branding.finding_faces import drawable, face
from khabar.branding.setting_lines import Line, fit
from khabar.branding.showing import ShownBrand
from khabar.language.direction import direction_of

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
LOGO_HEIGHT = 72
GAP = 24
SMALL, SMALLEST = 38, 54
# What is written is small: 32 shades are enough for smooth edges, and weigh a quarter.
SHADES = 32
LONGEST_ON_AN_ICON = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a share card says. `kicker` may be empty."""

    headline: str
    kicker: str
    language: str


def draw_card(card: Card, brand: ShownBrand) -> bytes:
    """Return a PNG of 1200 by 630 pixels: kicker and headline, and below a rule the paper."""
    image = Image.new("RGB", (WIDTH, HEIGHT), brand.light["paper"])
    pen = ImageDraw.Draw(image)
    room = WIDTH - 2 * MARGIN
    lines = fit(card.headline, card.language, width=room, height=340)
    top: float = MARGIN
    if card.kicker:
        font = face(SMALL, 600)
        kicker = fit(card.kicker, card.language, width=room, height=60, font=font)[:1]
        top = _write(pen, kicker, card.language, top, brand.light["accent"])
    _write(pen, lines, card.language, top, brand.light["ink"])
    _sign(image, pen, card.language, brand)
    return _png(image)


def draw_icon(brand: ShownBrand, language: str, size: int) -> bytes:
    """Return a PNG for a reader's home screen: the name, or its first letter, on a full ground.

    Whatever shape is cut from it leaves the middle four fifths (https://www.w3.org/TR/appmanifest/).
    """
    name = brand.name_in(language)
    text = drawable(name if len(name) <= LONGEST_ON_AN_ICON else name[:1])
    image = Image.new("RGB", (size, size), brand.light["ink"])
    wide = face(size, 800).getlength(text, **_manner(language)) or size
    font = face(size * min(0.5, 0.62 * size / wide), 800)
    _, top, _, bottom = font.getbbox(text, **_manner(language))
    length = font.getlength(text, **_manner(language))
    place = ((size - length) / 2, (size - top - bottom) / 2)
    pen = ImageDraw.Draw(image)
    pen.text(place, text, brand.light["paper"], font, **_manner(language))
    return _png(image)


def _write(
    pen: ImageDraw.ImageDraw,
    lines: list[Line],
    language: str,
    top: float,
    colour: str,
    *,
    indent: int = 0,
) -> float:
    """Write lines from `top` on, at the side where the language begins; return where they end."""
    margin = MARGIN + indent
    for line in lines:
        at = WIDTH - margin - line.length if direction_of(language) == "rtl" else margin
        pen.text((at, top), line.text, colour, line.font, **_manner(language))
        top += line.height
    return top


def _sign(image: Image.Image, pen: ImageDraw.ImageDraw, language: str, brand: ShownBrand) -> None:
    rule = HEIGHT - LOGO_HEIGHT - 84
    pen.rectangle((MARGIN, rule, WIDTH - MARGIN, rule + 2), fill=brand.light["ink"])
    beside = 0
    if brand.logo:
        beside = _paste_logo(image, brand.logo.path, language, rule + 28) + GAP
        if not brand.name_beside_logo:
            return
    name = fit(brand.name_in(language), language, width=700, height=90, font=face(SMALLEST, 800))
    _write(pen, name[:1], language, rule + 12, brand.light["ink"], indent=beside)


def _paste_logo(image: Image.Image, path: str, language: str, top: int) -> int:
    """Paste the logo where a line begins, and return how wide it is."""
    with default_storage.open(path) as file:
        logo = Image.open(file).convert("RGBA")
    logo.thumbnail((500, LOGO_HEIGHT))
    left = WIDTH - MARGIN - logo.width if direction_of(language) == "rtl" else MARGIN
    image.paste(logo, (left, top), logo)
    return logo.width


def _manner(language: str) -> dict[str, Any]:
    """Return how Raqm is to set a line: its base direction, and the language for its letters."""
    return {"direction": direction_of(language), "language": language}


def _png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.quantize(SHADES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()
