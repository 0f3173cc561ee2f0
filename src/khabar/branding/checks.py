"""What a machine must have before it may draw share cards."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from PIL import features


@register()
def letters_can_be_joined(**kwargs: Any) -> list[CheckMessage]:
    """Refuse to start without Raqm, which joins Arabic letters and puts them in order."""
    if features.check("raqm"):
        return []
    hint = (
        "Install Pillow from its wheel (pip install --force-reinstall pillow), or build it with"
        " libraqm, fribidi and harfbuzz."
    )
    message = "Pillow has no Raqm, so Arabic on share cards would stand in loose letters."
    return [Error(message, hint=hint, id="khabar_branding.E001")]
