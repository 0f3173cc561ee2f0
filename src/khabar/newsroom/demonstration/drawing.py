"""Draws what a newsroom without photographs needs to show itself: pictures, faces, adverts, a mark.

Everything is drawn by rule, so each name or seed gives the same bytes on every machine with
the same Pillow, and nobody's rights are touched.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

from khabar.newsroom.demonstration import landscapes, rooms, streets
from khabar.newsroom.demonstration.canvas import Canvas

Painter = Callable[[Canvas], None]

PAINTERS: dict[str, Painter] = {
    painter.__name__.replace("_", "-"): painter
    for painter in (*landscapes.PICTURES, *streets.PICTURES, *rooms.PICTURES)
}
PICTURES = tuple(sorted(PAINTERS))

# A ground, a garment, a skin and hair that go together.
PORTRAIT_COLOURS = (
    ("#cfdcd9", "#1f5a63", "#c99672", "#2b2320"),
    ("#e9dcc4", "#8a4a35", "#dcb08c", "#3a2a22"),
    ("#d5d3e0", "#3f4468", "#a8754f", "#1d1a1c"),
    ("#dde2c9", "#5b6b3c", "#e3bd9c", "#5a4030"),
    ("#f0d9cc", "#7a2f3f", "#b9845f", "#241c1a"),
    ("#c9d8e4", "#2c4a6b", "#d6a680", "#4a4645"),
)


def draw(name: str) -> bytes:
    """Return the picture called `name` (one of `PICTURES`): JPEG, 1200 × 800 pixels, ≤ 60 kB.

    Raises ValueError, naming the choices, for a name there is no picture of.
    """
    if name not in PAINTERS:
        raise ValueError(f"There is no picture of {name!r}. Choose one of: {', '.join(PICTURES)}.")
    canvas = Canvas(name)
    PAINTERS[name](canvas)
    return canvas.jpeg()


def draw_portrait(seed: int) -> bytes:
    """Return a calm face without features for a contributor: JPEG, 400 × 400 pixels."""
    on = Canvas(f"portrait {seed}", 400, 400)
    ground, garment, skin, hair = PORTRAIT_COLOURS[seed % len(PORTRAIT_COLOURS)]
    on.box(0, 0, 400, 400, ground)
    on.disc(on.random.uniform(60, 340), 110, 150, "#ffffff40")
    covered = seed % 3 == 1
    (draw_scarf if covered else draw_hair)(on, garment if covered else hair, seed)
    draw_bust(on, garment, skin)
    (draw_folds if covered else draw_fringe)(on, garment if covered else hair)
    return on.jpeg()


def draw_hair(on: Canvas, colour: str, seed: int) -> None:
    """Draw the hair behind the face, short or long."""
    on.box(126, 78, 148, 168 if seed % 2 else 236, colour, 74)


def draw_scarf(on: Canvas, colour: str, seed: int) -> None:
    """Draw a headscarf behind the face."""
    on.disc(200, 166, 80, colour, 1.2)
    on.shape([(121, 170), (279, 170), (296, 330), (104, 330)], colour)


def draw_bust(on: Canvas, garment: str, skin: str) -> None:
    """Draw shoulders, neck and face."""
    on.box(176, 220, 48, 80, skin)
    on.box(176, 236, 48, 26, "#00000018")
    on.arch(200, 400, 138, garment, 0.92)
    on.shape([(168, 284), (232, 284), (200, 330)], skin)
    on.disc(200, 176, 58, skin, 1.22)


def draw_fringe(on: Canvas, colour: str) -> None:
    """Draw hair over the forehead, parted at one side or the other."""
    side = on.random.choice((-1, 1))
    on.arch(200, 150, 66, colour, 0.95)
    on.disc(200 - side * 30, 148, 40, colour, 0.5)


def draw_folds(on: Canvas, colour: str) -> None:
    """Draw the scarf's edge over the forehead and its folds under the chin."""
    on.arch(200, 136, 56, colour, 0.8)
    on.shape(
        [
            (126, 196),
            (150, 210),
            (200, 262),
            (250, 210),
            (274, 196),
            (290, 330),
            (110, 330),
        ],
        colour,
    )
    on.arch(200, 400, 138, colour, 0.92)
    on.shape([(140, 220), (200, 268), (260, 220), (200, 290)], "#00000024")


def draw_bookshop(on: Canvas) -> None:
    """Draw a row of books with a lamp, and an open book at the other end."""
    on.box(0, 0, 640, 160, "#f3e7d0")
    rooms.books(on, 24, 132, 300, ("#8f2f2a", "#c58a3a", "#2f5d62", "#4a4a6a", "#6b7d4a"))
    on.box(0, 132, 640, 28, "#7d5336")
    on.shape([(430, 118), (520, 100), (520, 40), (430, 58)], "#fffaf0")
    on.shape([(610, 118), (520, 100), (520, 40), (610, 58)], "#efe3cb")
    for n in range(4):
        on.line([(446, 70 + n * 12), (506, 58 + n * 12)], "#b9a988", 2.5)
        on.line([(534, 58 + n * 12), (594, 70 + n * 12)], "#b9a988", 2.5)


def draw_solar_maker(on: Canvas) -> None:
    """Draw the sun above three solar panels."""
    on.wash("#bfe0e6", "#f7ecd0")
    on.glow(110, 66, 110, "#fffbe6", 0.9)
    on.disc(110, 66, 34, "#f4b93a")
    on.ridge(128, 8, "#b9c98a", 2)
    for x in (250, 380, 510):
        on.box(x + 52, 100, 8, 40, "#6d7478")
        on.shape([(x + 22, 40), (x + 122, 40), (x + 100, 112), (x, 112)], "#1f4668")
        for part in (0.33, 0.66):
            on.line([(x + 22 + 100 * part, 40), (x + 100 * part, 112)], "#bcd3e2", 2)
        on.line([(x + 11, 76), (x + 111, 76)], "#bcd3e2", 2)


# A sail and the sea below it, for paper that is light or dark.
LOGO_COLOURS = {"light": ("#17457a", "#b3151a"), "dark": ("#8dbcf0", "#ff7a70")}


def draw_logo(ground: str) -> bytes:
    """Return the paper's mark for a `light` or a `dark` ground: PNG, 240 × 208 pixels, no words.

    The ground is transparent, and so nothing of it has to be known.
    """
    sea, pennant = LOGO_COLOURS[ground]
    image = Image.new("RGBA", (960, 832), sea + "00")
    pen = ImageDraw.Draw(image)
    pen.polygon([(440, 40), (440, 560), (96, 560)], fill=sea)
    pen.polygon([(496, 180), (496, 560), (800, 560)], fill=sea)
    pen.polygon([(496, 20), (496, 130), (650, 75)], fill=pennant)
    for top in (650, 750):
        crests = [(x, top + 26 * math.sin(x / 960 * 4 * math.pi)) for x in range(40, 921, 8)]
        pen.line(crests, fill=sea, width=44, joint="curve")
    file = io.BytesIO()
    image.resize((240, 208), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


ADVERTS: dict[str, Painter] = {
    "bookshop": draw_bookshop,
    "solar-panels": draw_solar_maker,
}


def draw_advert(name: str) -> bytes:
    """Return the advert called `name` (one of `ADVERTS`): JPEG, 640 × 160 pixels, no words.

    Raises ValueError, naming the choices, for a name there is no advert of.
    """
    if name not in ADVERTS:
        raise ValueError(f"There is no advert of {name!r}. Choose one of: {', '.join(ADVERTS)}.")
    canvas = Canvas(f"advert {name}", 640, 160)
    ADVERTS[name](canvas)
    return canvas.jpeg()
