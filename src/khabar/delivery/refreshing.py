"""A worker's background thread: refreshing pages and keeping house."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from khabar.delivery.naming import Name

if TYPE_CHECKING:
    from khabar.delivery.finding import Finder

logger = logging.getLogger("khabar.delivery")

_MOST_WAITING = 1_000
"""More pages than this aren't queued: the next reader of such a page asks again."""
_TICK = 1.0


class Refresher:
    """Renders pages again, one after the other, while readers get the former ones."""

    def __init__(self, finder: Finder) -> None:
        """Work for `finder`."""
        self._finder = finder
        self._waiting: dict[Name, None] = {}
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._ending = False

    def ask(self, name: Name) -> None:
        """Have this page rendered again soon, once however often it is asked."""
        with self._wake:
            if len(self._waiting) < _MOST_WAITING:
                self._waiting[name] = None
                self._wake.notify()

    def start(self) -> None:
        """Start the thread, if it doesn't run yet in this process."""
        if self._thread is None or not self._thread.is_alive():
            with self._wake:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(
                        target=self._run, name="finished-pages", daemon=True
                    )
                    self._thread.start()

    def stop(self) -> None:
        """End the thread after what it is doing, and write down what readers read last."""
        self._ending = True
        thread, self._thread = self._thread, None
        if thread is not None:
            with self._wake:
                self._wake.notify()
            thread.join()
            self.keep_house()

    def keep_house(self) -> None:
        """Do what isn't done while a reader waits."""
        store = self._finder.store
        file = store.file
        with file.surviving("keep house"):
            if file.lost():
                file.give_up()
            store.signal_again(before=time.time() - 2 * _TICK)
            if readings := self._finder.memory.readings():
                store.note_readings(list(readings.items()))

    def _run(self) -> None:
        house_kept_at = 0.0
        while not self._ending:
            try:
                if name := self._next():
                    self._finder.refresh(name)
                if house_kept_at + _TICK < time.monotonic():
                    self.keep_house()
                    house_kept_at = time.monotonic()
            except Exception:
                logger.exception("Finished pages: the background work failed")
                time.sleep(_TICK)

    def _next(self) -> Name | None:
        with self._wake:
            if not self._waiting and not self._ending:
                self._wake.wait(_TICK)
            for name in self._waiting:
                del self._waiting[name]
                return name
        return None
