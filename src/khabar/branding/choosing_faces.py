"""The faces that a newsroom may choose among: ours, and those that its theme brings."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

NASKH = 'Naskh,"Naskh meanwhile","Naskh from DejaVu",serif'
VAZIRMATN = 'Vazirmatn,"Vazirmatn meanwhile","Segoe UI",Arial,sans-serif'
SERIF = 'Charter,"Bitstream Charter",Georgia,Cambria,"Liberation Serif",serif'
OWN = {"naskh": NASKH, "vazirmatn": VAZIRMATN, "serif": SERIF}


def arabic_faces() -> list[tuple[str, object]]:
    """Return the choices for Arabic script."""
    return [
        ("naskh", _("Naskh: the classic face of books and papers")),
        ("vazirmatn", _("Vazirmatn: plain and modern")),
        *_of_the_theme(),
    ]


def latin_faces() -> list[tuple[str, object]]:
    """Return the choices for English."""
    return [
        ("serif", _("A serif that the reader's machine has")),
        ("vazirmatn", _("Vazirmatn: plain and modern")),
        *_of_the_theme(),
    ]


def family_of(face: str) -> str:
    """Return the `font-family` of a chosen face; empty where none or an unknown one is chosen."""
    return str((OWN | settings.THEME_FACES).get(face, ""))


def _of_the_theme() -> list[tuple[str, object]]:
    return [(name, name) for name in settings.THEME_FACES]
