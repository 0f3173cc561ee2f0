"""Opening a page: its bytes, never too many, and the mark by which it is known again."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khabar.ingest.gathering import cannot_be_read
from khabar.ingest.models import SourceRecord
from khabar.ingest.refusing import Refused

LARGEST_PAGE = 5 * 1024 * 1024
"""Bytes. A story's text has a few thousand; what is larger was saved with its pictures."""

_LONGEST_LOCATION = SourceRecord._meta.get_field("location").max_length or 1000


@dataclass(frozen=True)
class Page:
    """A page as it lies on the disk. `location` is its absolute path, `sha256` that of `raw`."""

    location: str
    raw: bytes
    sha256: str


def open_page(path: str) -> Page:
    """Read the page at `path`. Raises `Refused`; looks at the size before reading."""
    try:
        _require_small_file(os.stat(path))
        with open(path, "rb") as file:
            raw = file.read(LARGEST_PAGE + 1)
    except OSError as error:
        raise cannot_be_read(error) from error
    _require_size(len(raw))
    return Page(_location(path), raw, hashlib.sha256(raw).hexdigest())


def _require_small_file(status: os.stat_result) -> None:
    # Reading a pipe or a device might never end.
    if not stat.S_ISREG(status.st_mode):
        raise Refused("not-a-file", _("It is neither a file nor a folder. Name a saved page."))
    _require_size(status.st_size)


def _require_size(size: int) -> None:
    if size > LARGEST_PAGE:
        message = _(
            "It has %(size)d MB; a page has at most %(largest)d MB. Save the page as text alone."
        )
        values = {"size": -(-size // 1024**2), "largest": LARGEST_PAGE // 1024**2}
        raise Refused("too-large", message % values)


def _location(path: str) -> str:
    """Return the absolute path as it can be stored: file names may hold bytes that are no text."""
    location = os.fsencode(os.path.realpath(path)).decode("utf-8", "replace")
    if len(location) > _LONGEST_LOCATION:
        message = _("Its path is longer than %(longest)d characters. Move it to a shorter one.")
        raise Refused("long-path", message % {"longest": _LONGEST_LOCATION})
    return location
