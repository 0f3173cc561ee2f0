"""Reading the spool: which segments there are, whether they are whole, what stands in them."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from khabar.comments.spooling import SUFFIX, Record, folder


def segments() -> list[Path]:
    """Return the segments, oldest first."""
    with suppress(FileNotFoundError):
        names = sorted(name for name in os.listdir(folder()) if name.endswith(SUFFIX))
        return [folder() / name for name in names if not name.startswith(".")]
    return []


def is_whole(descriptor: int) -> bool:
    """Say whether nobody writes into this segment any more."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_records(content: bytes) -> Iterator[Record]:
    """Give the whole records of a segment's content; what is torn or spoilt is passed over."""
    for line in content.split(b"\n"):
        length, _, written = line.partition(b" ")
        if length.isdigit() and int(length) == len(written):
            with suppress(ValueError):
                record = json.loads(written)
                if isinstance(record, dict):
                    yield record
