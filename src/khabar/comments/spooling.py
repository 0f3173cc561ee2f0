"""The spool: what readers sent lies on the disk before they are told that it arrived.

A segment is a file of lines, each `<bytes> <JSON>` and a line end. Its writer holds a lock on it
that the kernel lets go when the process ends, however it ends: a segment that can be locked is
whole. Lines of several threads reach the disk with one `fdatasync`.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from django.conf import settings

SECONDS: Final = 5.0
LONGEST: Final = 4 * 1024 * 1024
SUFFIX: Final = ".spool"

Record = dict[str, Any]


class SpoolError(Exception):
    """Raised where a record can't be kept; whoever sent it has to be told so."""


def folder() -> Path:
    """Return the folder of the segments."""
    return Path(settings.VAR) / "spool" / "comments"


def line_of(record: Record) -> bytes:
    """Return a record as it stands in a segment."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%d %s\n" % (len(written), written)


class Segment:
    """One file that this process appends to."""

    def __init__(self, where: Path) -> None:
        """Make the file, lock it, and let it have its name only then."""
        name = f"{time.time_ns() // 1000:016d}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        hidden, self.path = where / f".{name}", where / name
        self.descriptor = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
            hidden.rename(self.path)
            _sync_folder(where)
        except OSError:
            os.close(self.descriptor)
            raise
        self.began, self.length = time.monotonic(), 0

    @property
    def is_old(self) -> bool:
        """Whether the next lines belong into another segment."""
        return self.length > LONGEST or time.monotonic() - self.began > SECONDS

    def write(self, lines: bytes) -> None:
        """Append, and return when it is on the disk."""
        rest = memoryview(lines)
        while rest:
            rest = rest[os.write(self.descriptor, rest) :]
        os.fdatasync(self.descriptor)
        self.length += len(lines)

    def close(self) -> None:
        """Let go of the lock."""
        os.close(self.descriptor)


class _Waiting:
    __slots__ = ("error", "is_settled", "line")

    def __init__(self, line: bytes) -> None:
        self.line, self.is_settled = line, False
        self.error: OSError | None = None


class Spool:
    """What the threads of one process write with: whoever comes first writes for all."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []
        # Whoever waits is told as soon as it lies on the disk, not after the next batch.
        self._turn, self._is_busy = threading.Condition(threading.Lock()), False
        self._writing = threading.Lock()
        self._segment: Segment | None = None
        self._process = 0

    def append(self, record: Record) -> None:
        """Keep a record; on return it is on the disk. Raises `SpoolError`."""
        mine = _Waiting(line_of(record))
        with self._turn:
            self._waiting.append(mine)
            while self._is_busy and not mine.is_settled:
                self._turn.wait()
            batch: list[_Waiting] = []
            if not mine.is_settled:
                batch, self._waiting, self._is_busy = self._waiting, [], True
        if batch:
            self._write_all(batch)
        if mine.error:
            raise SpoolError(str(mine.error)) from mine.error

    def close(self) -> None:
        """End the segment; the next record begins another."""
        with self._writing:
            self._give_up()

    def _write_all(self, batch: list[_Waiting]) -> None:
        error: OSError | None = OSError("it wasn't written")
        try:
            with self._writing:
                self._write(b"".join(one.line for one in batch))
            error = None
        except OSError as failed:
            error = failed
        finally:
            with self._turn:
                for one in batch:
                    one.error, one.is_settled = error, True
                self._is_busy = False
                self._turn.notify_all()

    def _write(self, lines: bytes) -> None:
        try:
            self._current().write(lines)
        except OSError:
            # What stands behind half a line would be lost with it.
            self._give_up()
            raise

    def _current(self) -> Segment:
        if self._process != os.getpid():
            # A fork has its parent's lock, and must not write into its file.
            self._segment, self._process = None, os.getpid()
        if self._segment is None or self._segment.is_old:
            fresh = _begin()
            self._give_up()
            self._segment = fresh
            self._end_in_time(fresh)
        return self._segment

    def _end_in_time(self, segment: Segment) -> None:
        """End a segment that nothing more is written to: what readers sent must not lie about."""

        def end() -> None:
            with self._writing:
                if self._segment is segment:
                    self._give_up()

        timer = threading.Timer(SECONDS, end)
        timer.daemon = True
        # Without a thread for it the next segment ends this one.
        with suppress(RuntimeError):
            timer.start()

    def _give_up(self) -> None:
        segment, self._segment = self._segment, None
        if segment:
            with suppress(OSError):
                segment.close()


def _begin() -> Segment:
    where = folder()
    if not where.is_dir():
        where.mkdir(parents=True, exist_ok=True)
        for parent in (where.parent, where.parent.parent):
            _sync_folder(parent)
    if shutil.disk_usage(where).free < settings.COMMENTS_RESERVE:
        # The database needs room, too, to take in what the spool holds.
        raise OSError("too little room is left on the disk")
    return Segment(where)


def _sync_folder(where: Path) -> None:
    descriptor = os.open(where, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


SPOOL: Final = Spool()
