"""Refusing colours that some readers couldn't read."""

from __future__ import annotations

import math

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khabar.branding.colouring import WRITTEN, worst_ratio
from khabar.branding.measuring import LEAST, contrast
from khabar.language.direction import isolate

TOO_CLOSE_TO_PAPER = _(
    "%(colour)s stands out from the paper (%(paper)s) by %(ratio)s to 1 only. It takes 4.5 to 1:"
    " choose a darker colour."
)
TOO_CLOSE_TO_DARK_PAPER = _(
    "%(colour)s stands out from the paper (%(paper)s) by %(ratio)s to 1 only. It takes 4.5 to 1:"
    " choose a lighter colour."
)


def judge_colours(chosen: dict[str, str], defaults: dict[str, str], *, prefix: str = "") -> None:
    """Raise `ValidationError` for each colour that is too close to the paper.

    It names the field that was filled in: the colour's own, or the paper's where only that was.
    Something that isn't a colour is left to its field.
    """
    palette = {part: chosen[part] or defaults[part] for part in defaults}
    if not all(map(_is_colour, palette.values())):
        return
    errors: dict[str, list[ValidationError]] = {}
    for part in WRITTEN:
        touched = part if chosen[part] else "paper" if chosen["paper"] else "ink"
        ratio = worst_ratio(palette[part], palette["paper"], palette["ink"])
        if ratio < LEAST and (chosen[part] or chosen["paper"] or chosen["ink"]):
            error = _too_close(palette[part], palette["paper"], ratio)
            errors.setdefault(f"{prefix}{touched}", []).append(error)
    if errors:
        raise ValidationError(errors)


def _too_close(colour: str, paper: str, ratio: float) -> ValidationError:
    is_dark = contrast(paper, "#ffffff") > contrast(paper, "#000000")
    # Rounded down, or 4.496 would be called 4.5 and refused.
    told = f"{math.floor(ratio * 100) / 100:.2f}"
    return ValidationError(
        TOO_CLOSE_TO_DARK_PAPER if is_dark else TOO_CLOSE_TO_PAPER,
        code="contrast",
        params={"colour": isolate(colour), "paper": isolate(paper), "ratio": told},
    )


def _is_colour(text: str) -> bool:
    digits = text.removeprefix("#")
    return len(text) == 7 and len(digits) == 6 and set(digits) <= set("0123456789abcdef")
