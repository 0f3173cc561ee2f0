"""Which encoding a reader can take: RFC 9110, section 12.5.3."""

from __future__ import annotations

import re
from functools import lru_cache

BROTLI, GZIP, IDENTITY = "br", "gzip", "identity"
PREFERRED = (BROTLI, GZIP, IDENTITY)
"""What is sent where a reader likes several equally."""

_LONGEST = 500
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)


@lru_cache(maxsize=512)
def acceptable(header: str | None) -> tuple[str, ...]:
    """Return the encodings that `Accept-Encoding` allows, best first; perhaps none.

    Without the header a reader gets identity alone: what sends no such header can rarely
    decompress. A part that can't be understood is skipped.
    """
    if header is None or len(header) > _LONGEST:
        return (IDENTITY,)
    given = dict(filter(None, map(_weigh, header.split(","))))
    qualities = {encoding: _quality_of(encoding, given) for encoding in PREFERRED}
    allowed = [encoding for encoding in PREFERRED if qualities[encoding] > 0]
    return tuple(sorted(allowed, key=lambda encoding: -qualities[encoding]))


def _quality_of(encoding: str, given: dict[str, float]) -> float:
    if encoding in given:
        return given[encoding]
    if encoding == IDENTITY:
        # Identity that nobody mentioned is allowed, but anything that was mentioned is liked more.
        return 0.0 if given.get("*") == 0 else 0.0001
    return given.get("*", 0.0)


def _weigh(part: str) -> tuple[str, float] | None:
    coding, *parameters = part.split(";")
    coding = coding.strip().lower()
    if not coding:
        return None
    coding = {"x-gzip": GZIP}.get(coding, coding)
    if not parameters:
        return coding, 1.0
    quality = _QUALITY.fullmatch(parameters[0])
    return (coding, float(quality[1])) if quality else None
