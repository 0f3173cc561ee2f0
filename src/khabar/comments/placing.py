"""A comment's number and its place in the thread: known from its key, before there is a row."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
STEP: Final = 14


def number_of(key: UUID) -> int:
    """Return the number on the receipt: twelve digits, of which the first is no zero."""
    return key.int % (9 * 10**11) + 10**11


def step_of(received_at: datetime, key: UUID) -> str:
    """Return one step of a path: 14 characters, ordered as the comments came."""
    moment = round(received_at.timestamp() * 1_000_000)
    return _in_digits(moment, 10) + _in_digits(key.int % 36**4, 4)


def _in_digits(number: int, length: int) -> str:
    written = ""
    for _ in range(length):
        number, digit = divmod(number, 36)
        written = DIGITS[digit] + written
    return written
