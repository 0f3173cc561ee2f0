"""Moving what lies in the spool into the database, once, however often it is begun."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    transaction,
)

from khabar.comments.filing import file_records
from khabar.comments.judging import judge_waiting
from khabar.comments.spooling import Record, folder, line_of
from khabar.comments.unspooling import is_whole, read_records, segments

AT_A_TIME: Final = 200
TICK: Final = 0.5
AFTER_FAILING: Final = 3.0
UNPLACED: Final = "unplaced.jsonl"

logger = logging.getLogger(__name__)


class Drainer:
    """Knows how far into each segment it has read; a new one begins each at its start."""

    def __init__(self) -> None:
        self._read: dict[Path, int] = {}

    def drain(self) -> int:
        """Move all that lies there; return how many records that were.

        A segment goes when everything in it is committed and nobody writes into it any more.
        Raises `DatabaseError` where the database doesn't take it: then it stays where it is.
        """
        found = segments()
        self._read = {path: self._read.get(path, 0) for path in found}
        return sum(self._drain(path) for path in found)

    def _drain(self, path: Path) -> int:
        with suppress(FileNotFoundError), path.open("rb") as segment:
            # Asked before reading: what is whole now has nothing behind what is read then.
            whole = is_whole(segment.fileno())
            segment.seek(self._read[path])
            content = segment.read()
            if not whole:
                content = content[: content.rfind(b"\n") + 1]
            moved = self._move(content)
            self._read[path] += len(content)
            if whole:
                path.unlink(missing_ok=True)
            return moved
        return 0

    def _move(self, content: bytes) -> int:
        moved, records = 0, read_records(content)
        for batch in _batches(records):
            file_all(batch)
            moved += len(batch)
        return moved


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, AT_A_TIME)):
        yield batch


def file_all(records: list[Record]) -> None:
    """File records in one transaction; where one spoils it, each in its own."""
    try:
        with transaction.atomic():
            unplaced = file_records(records)
    except (OperationalError, InterfaceError):
        raise
    except (DatabaseError, ValueError, TypeError, KeyError, AttributeError):
        if len(records) > 1:
            for record in records:
                file_all([record])
            return
        logger.exception("A record of the comments' spool can't be filed")
        unplaced = records
    if unplaced:
        _set_aside(unplaced)


def _set_aside(records: list[Record]) -> None:
    """Keep what has no place, as the story is gone or the record is spoilt, for a human."""
    descriptor = os.open(folder() / UNPLACED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, b"".join(map(line_of, records)))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Draining(threading.Thread):
    """Drains and judges, beside the worker, until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(name="draining", daemon=True)
        self._stopping = threading.Event()
        self._drainer = Drainer()

    def run(self) -> None:
        """Drain what is there, then look again each half second."""
        while not self._stopping.is_set():
            moved = self._try(self._drainer.drain) + self._try(judge_waiting)
            close_old_connections()
            self._stopping.wait(AFTER_FAILING if moved < 0 else TICK)
        close_old_connections()

    def _try(self, deed: Callable[[], int]) -> int:
        try:
            return deed()
        except Exception:
            # Nothing is lost: it lies where it lay.
            logger.warning("Comments can't be filed now", exc_info=True)
            return -1_000_000

    def stop(self) -> None:
        """End after the batch that was begun."""
        self._stopping.set()
