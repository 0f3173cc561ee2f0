"""The sealed field of the form: that we made it, for which story, under which rules.

It is the same for every reader and for a whole day, so that it stands in a finished page. It is
no ticket against foreign sites (`Origin` is), but it lets a comment in without asking the database.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from khabar.comments.identifying import keyed
from khabar.comments.ruling import Rules

VALID: Final = timedelta(days=30)
LENGTH: Final = 16


class Unsealed(Exception):
    """Raised for a field that we didn't write, or wrote for something else."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a sealed field says."""

    number: int
    language: str
    day: date
    rules: Rules

    def __str__(self) -> str:
        said = f"{self.day.toordinal()}.{self.rules}"
        return f"{said}.{_text(self._proof(said))}"

    def _proof(self, said: str) -> bytes:
        return keyed("seal", self.number, self.language, said)[:LENGTH]

    @property
    def is_fresh(self) -> bool:
        """Whether the form is younger than 30 days."""
        return self.day > today() - VALID


def seal(*, number: int, language: str, rules: Rules) -> str:
    """Return the field for today's form of a story."""
    return str(Seal(number, language, today(), rules))


def read_seal(field: str, *, number: int, language: str) -> Seal:
    """Return what a field of this story says, however old. Raises `Unsealed`."""
    try:
        day, rules, proof = field.split(".")
        found = Seal(number, language, date.fromordinal(int(day)), Rules.parse(rules))
        if hmac.compare_digest(str(found), field) and proof:
            return found
    except (ValueError, OverflowError, TypeError):
        pass
    raise Unsealed


def today() -> date:
    """Return the day by which seals count: that of UTC."""
    return datetime.now(UTC).date()


def seal_receipt(number: int, keys: Sequence[UUID]) -> str:
    """Return the address part of a receipt: the keys that the comment may be kept under."""
    said = b"".join(key.bytes for key in keys)
    return _text(said + _receipt_proof(number, said))


def read_receipt(text: str, number: int) -> list[UUID]:
    """Return the keys of a receipt under the story with `number`. Raises `Unsealed`."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        raise Unsealed from None
    said, proof = raw[:-LENGTH], raw[-LENGTH:]
    is_ours = hmac.compare_digest(_receipt_proof(number, said), proof)
    if not said or len(said) % 16 or not is_ours or _text(raw) != text:
        raise Unsealed
    return [UUID(bytes=said[start : start + 16]) for start in range(0, len(said), 16)]


def _receipt_proof(number: int, said: bytes) -> bytes:
    return keyed("receipt", number, said.hex())[:LENGTH]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
