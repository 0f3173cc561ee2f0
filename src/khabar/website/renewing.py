"""Rendering purged pages again, beside the worker, as soon as they are due."""

from __future__ import annotations

import logging
import sqlite3
import threading
from typing import Final

from django.core.handlers.wsgi import WSGIHandler

from khabar.delivery.rerendering import rerender

# A change is to reach readers within a second: a page waits at most this long to be begun.
TICK: Final = 0.2
AFTER_FAILING: Final = 5.0

logger = logging.getLogger(__name__)


class Renewal(threading.Thread):
    """Renders what is due until it is told to stop; the page that was begun is finished."""

    def __init__(self) -> None:
        super().__init__(name="renewal", daemon=True)
        self._stopping = threading.Event()

    def run(self) -> None:
        """Render, a few pages at a time, so that what was read last comes first again."""
        application = WSGIHandler()
        while not self._stopping.is_set():
            try:
                rendered = rerender(limit=20, application=application)
            except sqlite3.Error:
                logger.warning("Finished pages can't be renewed now", exc_info=True)
                self._stopping.wait(AFTER_FAILING)
            else:
                self._stopping.wait(0 if rendered else TICK)

    def stop(self) -> None:
        """End after the pages that were begun."""
        self._stopping.set()
