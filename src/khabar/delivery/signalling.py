"""Marks in shared memory: how a worker knows in an instant whether its copy is still current.

Every page's name falls on one of many slots of a small file that all processes map. Whoever
changes a page writes a new random mark into its slot *after* the change is committed; whoever
copies a page reads the mark *before* the page. A copy whose mark differs is read again. Checking
costs some thirty nanoseconds, and a mark that was missed can't be: it is memory, not a message.
"""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SLOTS = 32_768
GENERATION, PURGES = 0, 1
"""Two slots of another kind: the number of the file of pages, which each file that is given up
raises by one; and a mark that every purge changes."""


class Signals:
    """The mapped file of marks, an unsigned 64-bit number each."""

    def __init__(self, path: Path) -> None:
        """Map `path`, making it if needed. Raises OSError where it can't be made or mapped."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # Writing to a mapped hole of a full disk would kill the process.
            os.posix_fallocate(descriptor, 0, SLOTS * 8)
            self._map = mmap.mmap(descriptor, SLOTS * 8)
        finally:
            os.close(descriptor)
        self.marks = memoryview(self._map).cast("Q")
        self.parts: dict[str, Any] = {}

    @property
    def generation(self) -> int:
        """Return the number of the file of pages that is in use."""
        return self.marks[GENERATION]

    def bump(self, slot: int) -> None:
        """Make every copy of the pages on `slot` worthless, in all processes."""
        self.marks[slot] = int.from_bytes(os.urandom(8))

    @property
    def purges(self) -> int:
        """Return a number that is another one after each purge."""
        return self.marks[PURGES]

    def bump_keys(self, keys: Iterable[str]) -> None:
        """Make everything that was made from these keys worthless, in all processes.

        The purge is counted before its keys are marked: see `sharing`.
        """
        self.bump(PURGES)
        for key in keys:
            self.bump(slot_of(key))

    def begin_generation(self) -> int:
        """Count one file up, make every copy of any page worthless and return the new number."""
        self.marks[GENERATION] += 1
        self._map[8:] = os.urandom(SLOTS * 8 - 8)
        return self.generation


def slot_of(name: str) -> int:
    """Return the slot on which a page's name or a key falls, the same in every process."""
    return zlib.crc32(name.encode()) % (SLOTS - 2) + 2
