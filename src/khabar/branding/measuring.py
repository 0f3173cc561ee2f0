"""Measuring colours, written `#rrggbb`, as WCAG 2.2 does.

Contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, from 1 (alike) to 21 (black, white).
"""

from __future__ import annotations

LEAST = 4.5
"""The least contrast of text with its ground (success criterion 1.4.3)."""
LEAST_FOR_EDGES = 3.2
"""A little over the 3 that the edge of a control needs (success criterion 1.4.11)."""

_STEPS = 50


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(ground: str, colour: str, share: float) -> str:
    """Return `ground` with a share of `colour` in it, from 0 to 1."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    mixed = (round(one + (other - one) * share) for one, other in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def with_contrast(colour: str, towards: str, *, against: str, least: float = LEAST) -> str:
    """Return the first mixture on the way from `colour` to `towards` that contrasts enough with
    `against`, or `towards` itself."""
    mixtures = (mix(colour, towards, step / _STEPS) for step in range(_STEPS))
    return next((found for found in mixtures if contrast(found, against) >= least), towards)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
