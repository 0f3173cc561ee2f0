"""A sheet to draw flat pictures on, twice as fine as it is printed so that edges are smooth."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
FINE = 2


class Canvas:
    """A sheet whose units are the printed picture's pixels; `seed` decides all that varies."""

    def __init__(self, seed: str, width: int = 1200, height: int = 800) -> None:
        self.width, self.height = width, height
        self.random = random.Random(seed)
        self.image = Image.new("RGB", (width * FINE, height * FINE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def shape(self, points: Iterable[Point], colour: str) -> None:
        """Fill the polygon with these corners; `colour` is `#rrggbb` or `#rrggbbaa`."""
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        round_: float = 0,
    ) -> None:
        """Fill a rectangle from its upper corner (x, y)."""
        edges = (x * FINE, y * FINE, (x + width) * FINE - 1, (y + height) * FINE - 1)
        self.pen.rounded_rectangle(edges, radius=round_ * FINE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str, flat: float = 1) -> None:
        """Fill a circle around (x, y); `flat` below 1 presses it into an ellipse."""
        high = radius * flat
        edges = (x - radius, y - high, x + radius, y + high)
        self.pen.ellipse([edge * FINE for edge in edges], fill=colour)

    def arch(self, x: float, y: float, radius: float, colour: str, flat: float = 1) -> None:
        """Fill the upper half of an ellipse that stands on (x, y)."""
        turns = [math.pi * step / 40 for step in range(41)]
        self.shape(
            [(x + radius * math.cos(t), y - radius * flat * math.sin(t)) for t in turns],
            colour,
        )

    def line(self, points: Iterable[Point], colour: str, width: float = 2) -> None:
        """Draw a line through the points."""
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * FINE), joint="curve")

    def ring(self, x: float, y: float, radius: float, colour: str, width: float = 4) -> None:
        """Draw a circle's line."""
        edges = [e * FINE for e in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(edges, outline=colour, width=round(width * FINE))

    def wash(self, upper: str, lower: str, top: float = 0, bottom: float | None = None) -> None:
        """Let one colour pass into another between two heights, over the whole width."""
        bottom = self.height if bottom is None else bottom
        size = (self.width * FINE, round((bottom - top) * FINE))
        passage = Image.linear_gradient("L").resize(size)
        band = Image.composite(
            Image.new("RGB", size, lower), Image.new("RGB", size, upper), passage
        )
        self.image.paste(band, (0, round(top * FINE)))

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.6) -> None:
        """Lighten the surroundings of (x, y) softly."""
        size = round(radius * 2 * FINE)
        light = ImageChops.invert(Image.radial_gradient("L").resize((size, size)))
        light = light.point([max(0, round((v - 75) * 1.4 * strength)) for v in range(256)])
        corner = (round((x - radius) * FINE), round((y - radius) * FINE))
        self.image.paste(Image.new("RGB", (size, size), colour), corner, light)

    def ridge(self, base: float, rise: float, colour: str, waves: float = 3) -> None:
        """Fill everything below a wavy line around height `base`, `rise` up and down."""
        parts = [
            (
                self.random.uniform(0.6, 1.4) * waves * 2**n,
                self.random.uniform(0, 7),
                0.5**n,
            )
            for n in range(4)
        ]
        line = []
        for x in range(0, self.width + 8, 8):
            swing = sum(a * math.sin(f * x / self.width * math.pi + p) for f, p, a in parts)
            line.append((float(x), base - rise * swing / 1.6))
        self.shape([*line, (self.width, self.height), (0, self.height)], colour)

    def peak(self, x: float, y: float, width: float, foot: float, dark: str, light: str) -> None:
        """Draw a mountain with its top at (x, y), one side in the light."""
        half = width / 2
        self.shape([(x, y), (x + half, foot), (x - half, foot)], dark)
        fold = [
            (x, y),
            (x - width * 0.04, y + (foot - y) * 0.4),
            (x + width * 0.05, foot),
        ]
        self.shape([*fold, (x - half, foot)], light)

    def tree(self, x: float, y: float, size: float, dark: str, light: str, trunk: str) -> None:
        """Draw a round tree whose trunk stands on (x, y)."""
        self.box(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5, trunk)
        for dx, dy, r in ((-0.22, -0.6, 0.24), (0.22, -0.62, 0.25), (0, -0.82, 0.29)):
            self.disc(x + dx * size, y + dy * size, r * size, dark)
        for dx, dy, r in ((-0.25, -0.66, 0.16), (0.03, -0.9, 0.2), (0.2, -0.68, 0.14)):
            self.disc(x + dx * size, y + dy * size, r * size, light)

    def jpeg(self, limit: int = 58_000) -> bytes:
        """Return the picture with a little grain, as a JPEG of at most `limit` bytes."""
        image = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        image = with_grain(image, self.random)
        for quality in range(86, 20, -4):
            file = io.BytesIO()
            image.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
            if file.tell() <= limit:
                break
        return file.getvalue()


def with_grain(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the picture with the faint unevenness of printed paper."""
    size = (image.width // 2, image.height // 2)
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    noise = noise.filter(ImageFilter.GaussianBlur(0.8)).resize(
        image.size, Image.Resampling.BILINEAR
    )
    grain = noise.point([128 + round((v - 128) * 0.14) for v in range(256)])
    return ImageChops.overlay(image, Image.merge("RGB", [grain] * 3))
