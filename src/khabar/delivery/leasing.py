"""One renderer a page at a time, over all threads and workers of a machine.

A lease is a lock on one byte of a file, so the system itself frees it when its holder dies.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.002, 0.02


class _Turn:
    """Who in this process renders a page, and who waits for it."""

    __slots__ = ("began", "lock", "waiting")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting = 0
        self.began = time.monotonic()


@cache
def open_leases(folder: Path) -> Leases:
    """Return this process's one view of the leases in `folder`. Raises OSError."""
    return Leases(folder / "leases")


class Leases:
    """The leases of a machine's renderers."""

    def __init__(self, path: Path) -> None:
        """Keep leases in the file `path`, made if needed. Raises OSError.

        Use `open_leases`: a process must not open the file twice, see below.
        """
        # Never closed while the process lives: closing any descriptor of a file frees its locks.
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._turns: dict[str, _Turn] = {}
        self._guard = threading.Lock()

    @contextmanager
    def lease(self, name: str, patience: float) -> Iterator[bool]:
        """Wait for the right to render `name`, and hold it inside; yields whether we have it.

        `patience`: seconds, counted from when the one before us began, so that nobody waits for
        a renderer that hangs.
        """
        with self._turn(name) as turn:
            left = turn.began + patience - time.monotonic()
            if not turn.lock.acquire(timeout=max(0.0, left)):
                yield False
                return
            turn.began = time.monotonic()
            try:
                with self._locked_byte(name, patience) as held:
                    yield held
            finally:
                turn.lock.release()

    @contextmanager
    def _turn(self, name: str) -> Iterator[_Turn]:
        with self._guard:
            turn = self._turns.setdefault(name, _Turn())
            turn.waiting += 1
        try:
            yield turn
        finally:
            with self._guard:
                turn.waiting -= 1
                if not turn.waiting:
                    self._turns.pop(name, None)

    @contextmanager
    def _locked_byte(self, name: str, patience: float) -> Iterator[bool]:
        byte, until, pause = zlib.crc32(name.encode()), time.monotonic() + patience, _SHORTEST_PAUSE
        while not (held := self._try(byte)) and time.monotonic() + pause < until:
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        try:
            yield held
        finally:
            if held:
                fcntl.lockf(self._descriptor, fcntl.LOCK_UN, 1, byte)

    def _try(self, byte: int) -> bool:
        try:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True
