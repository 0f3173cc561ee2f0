"""Keeping this machine's index up for as long as a worker runs, and built where it can't be fed."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Final

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from khabar.search.engine import Unavailable
from khabar.search.feeding import Behind, Feed
from khabar.search.rebuilding import AlreadyBuilding, rebuild
from khabar.stories.models import Story

logger = logging.getLogger(__name__)

POLL: Final = 0.5
AFTER_FAILING: Final = 5.0
SMALL: Final = 500
"""An archive of so few stories is built in a moment, where the worker stands."""

_feed: Final = Feed()


def keep_up() -> bool:
    """Follow what is new, if this process may; return whether the index is as it ought to be.

    Where there is no index, or none that can follow, one is built: at once for a small archive,
    else in a process of its own, while search says that it is being built.
    """
    try:
        return _feed.keep_up()
    except (Unavailable, Behind) as reason:
        logger.warning("The index is built anew: %s", reason)
        forget()
        return _build()


def forget() -> None:
    """Let another process feed the index."""
    _feed.close()


def _build() -> bool:
    if Story.objects.order_by()[SMALL : SMALL + 1].exists():
        _builder.start()
        return False
    with suppress(AlreadyBuilding):
        rebuild()
        return True
    return False


class Builder:
    """Builds an index in another process, one at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, unless it has begun and goes on."""
        if self._process and self._process.poll() is None:
            return
        command = [sys.executable, "-m", "khabar.command", "search", "rebuild", "--verbosity=0"]
        self._process = subprocess.Popen(command, preexec_fn=lambda: os.nice(10))  # noqa: PLW1509, S603


_builder: Final = Builder()


class Following(threading.Thread):
    """Keeps the index up until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(name="index", daemon=True)
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look every half second; a consequence in the ledger comes sooner."""
        while not self._stopping.wait(POLL):
            try:
                keep_up()
                close_old_connections()
            except (DatabaseError, InterfaceError):
                connection.close()
                self._stopping.wait(AFTER_FAILING)
            except Exception:
                logger.exception("The index can't be fed now")
                self._stopping.wait(AFTER_FAILING)
        forget()

    def stop(self) -> None:
        """End once what was begun is in the index."""
        self._stopping.set()
