"""Crediting the source that a text names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from khabar.contributors.models import LONGEST_NAME, Source
from khabar.contributors.spelling import as_lines

UNREADABLE = "agency"


def source_called(*, name: str, language: str) -> Source | None:
    """Return the source that is called `name` in any language, making it where there is none.

    A new one is called so in `language`, and an editor adds its other names at the desk. A name
    without a letter is none. Call it within a transaction. Raises `ValidationError` for a name that
    is too long.
    """
    name = " ".join(name.split())
    if not any(map(str.isalnum, as_lines([name]))):
        return None
    if len(name) > LONGEST_NAME:
        message = _("A source's name has at most %(most)d characters.")
        raise ValidationError({"source": ValidationError(message, params={"most": LONGEST_NAME})})
    found = Source.objects.find(name)
    return found or Source.objects.create(slug=_free_slug(name), names={language: name})


def _free_slug(name: str) -> str:
    return next(slug for slug in _slugs(name) if not Source.objects.filter(slug=slug).exists())


def _slugs(name: str) -> Iterator[str]:
    """Addresses are in ASCII, which an Arabic name is not: such a source has a number instead."""
    if plain := slugify(name)[:40].strip("-"):
        yield plain
    for number in count(2 if plain else 1):
        yield f"{plain or UNREADABLE}-{number}"
