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
from pathlib import Path

SLOTS = 32_768
GENERATION = 0
"""The slot that counts the files of pages: each file that is given up raises it by one."""


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

    @property
    def generation(self) -> int:
        """Return the number of the file of pages that is in use."""
        return self.marks[GENERATION]

    def bump(self, slot: int) -> None:
        """Make every copy of the pages on `slot` worthless, in all processes."""
        self.marks[slot] = int.from_bytes(os.urandom(8))

    def begin_generation(self) -> int:
        """Count one file up, make every copy of any page worthless and return the new number."""
        self.marks[GENERATION] += 1
        self._map[8:] = os.urandom(SLOTS * 8 - 8)
        return self.generation


def slot_of(name: str) -> int:
    """Return the slot on which the page with this name falls, the same in every process."""
    return zlib.crc32(name.encode()) % (SLOTS - 1) + 1
