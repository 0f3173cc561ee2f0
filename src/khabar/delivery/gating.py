"""How many requests a worker lets into Django at once.

A worker answers kept pages with the same threads that call Django. When Django hangs, say on its
database, the gate keeps enough of them free for readers of kept pages.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class ClosedError(Exception):
    """So many requests are in Django, and for so long, that no more are let in."""


class Gate:
    """Counts who is inside, and notes when somebody last came or went."""

    def __init__(self, passes: int, patience: float) -> None:
        """Let in `passes` at once; wait until nobody came or went for `patience` seconds."""
        self._passes = threading.Semaphore(passes)
        self._patience = patience
        self._moved = time.monotonic()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Be inside. Raises ClosedError where nobody came out for too long."""
        self._enter()
        self._moved = time.monotonic()
        try:
            yield
        finally:
            self._moved = time.monotonic()
            self._passes.release()

    def _enter(self) -> None:
        while not self._passes.acquire(timeout=0.05):
            if self._moved + self._patience < time.monotonic():
                raise ClosedError
