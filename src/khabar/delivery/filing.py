"""The bodies of pages, in a file beside the database.

A body is read far more often than anything else, and from here it is one call to the system: half
of what it takes to read it from a table. Space is never used twice, so that a reader never sees one
page's bytes under another's name: each body is written behind all others, and what is let go
becomes a hole that takes no room on the disk.
"""

from __future__ import annotations

import ctypes
import os
import sys
import weakref
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_BLOCK = 4096
_PUNCH_HOLE_KEEPING_SIZE = 0x01 | 0x02
_libc = ctypes.CDLL(None, use_errno=True)
_HOLES = sys.platform == "linux"

FARTHEST = 1 << 40 if _HOLES else 1 << 33
"""Bytes behind which nothing is written: then the file is given up for a new one."""


class Extent(NamedTuple):
    """Where the bodies of one page lie: the offset in the file and the length, both in bytes."""

    offset: int
    length: int


class Place(NamedTuple):
    """Where one body lies, and its checksum."""

    offset: int
    size: int
    checksum: int


class BodiesFile:
    """The open file of bodies."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it if needed. Raises OSError."""
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        weakref.finalize(self, os.close, self.descriptor)

    def read(self, offset: int, size: int) -> bytes | None:
        """Return a body, or None where the file ends before. Raises OSError."""
        body = os.pread(self.descriptor, size, offset)
        return body if len(body) == size else None

    def write(self, offset: int, bodies: Mapping[str, bytes]) -> tuple[Extent, str]:
        """Write a page's bodies one after the other; return where, also as text for `place_in`.

        Raises OSError.
        """
        places, end = [], offset
        for encoding, body in bodies.items():
            places.append(f"{encoding}:{end}:{len(body)}:{zlib.crc32(body)}")
            end += len(body)
        data = memoryview(b"".join(bodies.values()))
        while data:
            data = data[os.pwrite(self.descriptor, data, end - len(data)) :]
        blocks = -(-(end - offset) // _BLOCK)
        return Extent(offset, blocks * _BLOCK), " ".join(places)

    def let_go(self, extent: Extent) -> None:
        """Give the room of a page that is gone back to the disk."""
        if _HOLES and extent.length:
            offset, length = ctypes.c_int64(extent.offset), ctypes.c_int64(extent.length)
            _libc.fallocate(self.descriptor, _PUNCH_HOLE_KEEPING_SIZE, offset, length)


def place_in(places: str, encoding: str) -> Place:
    """Return where the body in `encoding` lies, from the text that `BodiesFile.write` returned."""
    parts = (place.split(":") for place in places.split())
    offset, size, checksum = next(rest for name, *rest in parts if name == encoding)
    return Place(int(offset), int(size), int(checksum))


def encodings_in(places: str) -> list[str]:
    """Return the encodings in which there is a body."""
    return [place.partition(":")[0] for place in places.split()]
