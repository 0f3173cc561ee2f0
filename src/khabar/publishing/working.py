"""The worker: it takes rows from the ledger and does what they say.

Two hands work side by side, so that what asks another host never keeps readers waiting: the first
takes only what readers wait for, the second takes anything. The process's own thread keeps the
leases, takes up what others lost, and listens for the bell.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from khabar.publishing.claiming import claim
from khabar.publishing.leasing import LEASE, extend, fail, finish, release, take_up_lost
from khabar.publishing.models import Lane, LedgerRow
from khabar.publishing.registering import CONSEQUENCES, Event
from khabar.publishing.scheduling import TICK, run_scheduler
from khabar.publishing.waking import Bell

logger = logging.getLogger(__name__)

POLL: Final = 1.0
UPKEEP: Final = 5.0
# What a row that is being done at the end may still take; the supervisor waits a little longer.
GRACE: Final = 15.0


def work_off(row: LedgerRow) -> None:
    """Do what a leased row says, and settle it."""
    try:
        CONSEQUENCES[row.consequence].run(Event.of(row))
    except Exception as error:
        logger.warning("%s failed at attempt %d", row, row.attempts, exc_info=True)
        fail(row, error)
    else:
        finish(row)


class Hand(threading.Thread):
    """One of a worker's threads: takes rows of its lanes as long as there are any."""

    def __init__(self, *, owner: str, lanes: Iterable[Lane], lease: timedelta) -> None:
        self.owner, self.lanes, self.lease = owner, tuple(lanes), lease
        self.called, self.stopping = threading.Event(), threading.Event()
        # What it is at now. Only that is kept by the worker: a row that could not be settled
        # must run out of its lease.
        self.row: LedgerRow | None = None
        super().__init__(name=f"lanes {min(self.lanes)} to {max(self.lanes)}", daemon=True)

    def run(self) -> None:
        """Work until told to stop; a row that was begun is finished."""
        while not self.stopping.is_set():
            self.called.clear()
            if not self._take_one():
                close_old_connections()
                self.called.wait(POLL)
        connection.close()

    def _take_one(self) -> bool:
        try:
            self.row = claim(owner=self.owner, lanes=self.lanes, lease=self.lease)
            if self.row:
                work_off(self.row)
            return self.row is not None
        except (DatabaseError, InterfaceError):
            wait_for_database()
            return False
        finally:
            self.row = None


class Worker:
    """A worker process: two hands, the keeper of their leases, and perhaps the scheduler."""

    def __init__(
        self,
        *,
        work: bool = True,
        schedule: bool = True,
        lease: timedelta = LEASE,
        tick: float = TICK,
    ) -> None:
        self.lease, self.stopping, self.bell = lease, threading.Event(), Bell()
        self.hands = [
            Hand(owner=self.bell.owner, lanes=lanes, lease=lease)
            for lanes in ([Lane.READERS], list(Lane))
            if work
        ]
        scheduler = threading.Thread(
            target=run_scheduler, args=(self.stopping,), kwargs={"tick": tick}, daemon=True
        )
        self.threads = [*self.hands, *([scheduler] if schedule else [])]

    def run(self) -> None:
        """Work until `stop` is called; raises `RuntimeError` where a thread of it died."""
        with self.bell:
            for thread in self.threads:
                thread.start()
            self._keep()
            self._finish()
        if not self.stopping.is_set():
            raise RuntimeError("A thread of the worker died.")

    def stop(self) -> None:
        """Finish what was begun, take nothing new, and give back the rest. For signal handlers."""
        self.stopping.set()
        self.bell.ring()

    def _keep(self) -> None:
        kept = looked = time.monotonic()
        quietly(take_up_lost, self.lease)
        while not self.stopping.is_set() and all(thread.is_alive() for thread in self.threads):
            if self.bell.wait(POLL):
                self._call()
            now = time.monotonic()
            if now - kept >= self.lease.total_seconds() / 4:
                kept = now
                quietly(extend, [hand.row for hand in self.hands if hand.row], self.lease)
            if now - looked >= UPKEEP:
                looked = now
                quietly(take_up_lost, self.lease)

    def _call(self) -> None:
        for hand in self.hands:
            hand.called.set()

    def _finish(self) -> None:
        until = time.monotonic() + GRACE
        for hand in self.hands:
            hand.stopping.set()
        self._call()
        for thread in self.threads:
            thread.join(max(0.0, until - time.monotonic()))
        quietly(release, self.bell.owner)


def quietly(deed: Callable[..., object], *words: object) -> None:
    """Do something in the ledger that can as well be done next time."""
    try:
        deed(*words)
    except (DatabaseError, InterfaceError):
        wait_for_database()
    close_old_connections()


def wait_for_database() -> None:
    """Say that the database is busy or away; whatever was begun is found by its lease."""
    logger.warning("The worker waits for the database", exc_info=True)
    connection.close()
