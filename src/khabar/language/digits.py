"""Digits: the three sets that Arabic and Persian pages use."""

from __future__ import annotations

import re
from typing import Literal, get_args

DigitSystem = Literal["latn", "arab", "arabext"]
"""Unicode CLDR names: 123 is latn, ١٢٣ is arab, ۱۲۳ is arabext (Persian, Urdu)."""

_SETS: dict[str, str] = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}

_TABLES: dict[str, dict[int, str]] = {
    system: {ord(digits[i]): wanted[i] for digits in _SETS.values() for i in range(10)}
    for system, wanted in _SETS.items()
}

TO_ASCII: dict[int, str] = _TABLES["latn"]

# Eighteen digits always fit a signed 64-bit column.
_NUMBER = re.compile("|".join(f"[{digits}]{{1,18}}" for digits in _SETS.values()))


def to_ascii(text: str) -> str:
    """Return ``text`` with Arabic and Persian digits written as 0 to 9."""
    return text.translate(TO_ASCII)


def in_digits(text: str, system: DigitSystem) -> str:
    """Return ``text`` with every digit of the three sets written in ``system``.

    Only for words shown to a reader: never pass it an address or markup.
    Raises ValueError for a system that is not latn, arab or arabext.
    """
    if system not in _TABLES:
        raise ValueError(f"Digits are {', '.join(get_args(DigitSystem))}; not {system!r}.")
    return text.translate(_TABLES[system])


def parse_number(text: str) -> int | None:
    """Return the whole number written in ``text``, or None.

    The text must be 1 to 18 digits of one set and nothing else: no sign, space or separator.
    """
    return int(text) if _NUMBER.fullmatch(text) else None
