"""Plural forms: which of a language's forms a number takes. Arabic has six of them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from babel import Locale

PluralForm = Literal["zero", "one", "two", "few", "many", "other"]
"""CLDR's names. Arabic: 0, 1, 2; 3 to 10 and 103 to 110 are few, 11 to 99 many, 100 other."""


def plural_form(number: float | Decimal, language: str) -> PluralForm:
    """Return the form that a number takes in a language such as ar or fa-AF, by CLDR.

    Raises babel.UnknownLocaleError for a language that CLDR doesn't have, and ValueError for what
    is no code of a language.
    """
    return cast(PluralForm, _locale(language).plural_form(number))


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
