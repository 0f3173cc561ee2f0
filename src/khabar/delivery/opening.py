"""The file that holds the pages: opening it, and giving it up for a new one.

A file is never repaired and never overwritten. One that is damaged, of another version or on a
disk that takes no more writes is given up: the next one has a new number in its name, so that a
process that still holds the old one can never write into the new one.
"""

from __future__ import annotations

import fcntl
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.delivery.counting import COUNTERS
from khabar.delivery.filing import BodiesFile, Extent
from khabar.delivery.signalling import Signals, slot_of

if TYPE_CHECKING:
    import sqlite3
else:  # The SQLite that most systems carry can corrupt a database in WAL mode.
    import pysqlite3 as sqlite3

logger = logging.getLogger("khabar.delivery")

VERSION = 2
"""Raised with every change of `SCHEMA`: a file of another version is given up."""

SCHEMA = """
CREATE TABLE pages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  headers TEXT NOT NULL,
  places TEXT NOT NULL,
  offset INTEGER NOT NULL,
  etag TEXT NOT NULL,
  query TEXT NOT NULL,
  made_at REAL NOT NULL,
  fresh_until REAL NOT NULL,
  stale_until REAL NOT NULL,
  due_at REAL,
  read_at REAL NOT NULL,
  read_again INTEGER NOT NULL DEFAULT 0,
  size INTEGER NOT NULL  -- of its bodies, in whole blocks of the disk
);
CREATE INDEX pages_leaving ON pages (read_again, read_at);
CREATE INDEX pages_due ON pages (read_at DESC, due_at) WHERE due_at IS NOT NULL;
CREATE TABLE keys (
  key TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (key, page)
) WITHOUT ROWID;
CREATE INDEX keys_of_page ON keys (page);
CREATE TABLE purges (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, hard INTEGER NOT NULL, at REAL NOT NULL
);
CREATE INDEX purges_of_key ON purges (key);
CREATE TABLE changes (slot INTEGER PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE totals (
  pages INTEGER NOT NULL, read_again INTEGER NOT NULL, bytes INTEGER NOT NULL, end INTEGER NOT NULL
);
INSERT INTO totals VALUES (0, 0, 0, 0);
CREATE TRIGGER page_comes AFTER INSERT ON pages BEGIN
  UPDATE totals SET pages = pages + 1, bytes = bytes + NEW.size,
    read_again = read_again + NEW.read_again, end = NEW.offset + NEW.size;
END;
CREATE TRIGGER page_moves AFTER UPDATE OF read_again ON pages BEGIN
  UPDATE totals SET read_again = read_again + NEW.read_again - OLD.read_again;
END;
CREATE TRIGGER page_goes AFTER DELETE ON pages BEGIN
  DELETE FROM keys WHERE page = OLD.id;
  UPDATE totals SET pages = pages - 1, bytes = bytes - OLD.size,
    read_again = read_again - OLD.read_again;
END;
"""

_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA journal_size_limit = 16777216;
PRAGMA cache_size = -1024;
PRAGMA mmap_size = 0;
"""


class PagesFile:
    """The folder with the marks, the locks and the file of pages that is in use."""

    def __init__(self, folder: Path) -> None:
        """Open or make the folder. Raises OSError where that isn't possible.

        Use `open_folder`, so that a process maps the marks once.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.signals = Signals(folder / "marks")
        self._here = threading.local()
        self._inodes: dict[int, int] = {}
        self._bodies = (self.signals.generation, BodiesFile(self.path.with_suffix(".bodies")))
        self._clear_away()

    @property
    def path(self) -> Path:
        """Return the file in use."""
        return self.folder / f"pages-{self.signals.generation}.db"

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection to the file in use. Raises sqlite3.Error."""
        here = (os.getpid(), self.signals.generation)  # no connection survives a fork
        if getattr(self._here, "opened", None) != here:
            self._here.connection = self._connect()
            self._here.opened = here
        connection: sqlite3.Connection = self._here.connection
        return connection

    @property
    def bodies(self) -> BodiesFile:
        """Return the bodies that belong to the file in use. Raises OSError."""
        generation = self.signals.generation
        if self._bodies[0] != generation:
            self._bodies = (generation, BodiesFile(self.path.with_suffix(".bodies")))
        return self._bodies[1]

    def changed(self, names: Iterable[str], gone: Iterable[Extent] = ()) -> None:
        """Make all copies of these pages worthless, then let go of the room of bodies.

        To be called when the change is committed, and in this order: a reader trusts what it read
        only if the mark is still the same.
        """
        for name in names:
            self.signals.bump(slot_of(name))
        for extent in gone:
            self.bodies.let_go(extent)

    @contextmanager
    def writing(self, timeout: float = 2.0) -> Iterator[sqlite3.Connection]:
        """Give a connection inside a transaction; waits `timeout` seconds for other writers."""
        connection = self.connection()
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        with transaction(connection):
            yield connection

    @contextmanager
    def surviving_power_cuts(self) -> Iterator[None]:
        """Have what this thread writes inside come back from a power cut, at some cost."""
        connection = self.connection()
        connection.execute("PRAGMA synchronous = FULL")
        try:
            yield
        finally:
            connection.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def surviving(self, what: str) -> Iterator[None]:
        """Tell operators of trouble with the file instead of letting a reader see it."""
        generation = self.signals.generation
        try:
            yield
        except sqlite3.OperationalError as error:
            tell(f"could not {what}", error)
        except sqlite3.DatabaseError as error:
            tell(f"could not {what}: giving up {self.path.name}", error)
            self.give_up(generation)
        except OSError as error:
            tell(f"could not {what}", error)

    def give_up(self, generation: int | None = None) -> None:
        """Begin an empty file, unless another process gave this generation up already."""
        with self._alone():
            if generation in (None, self.signals.generation):
                self.signals.begin_generation()
        self._clear_away()

    def lost(self) -> bool:
        """Return whether somebody removed the file from under us."""
        inode = self._inodes.get(self.signals.generation)
        try:
            return inode is not None and self.path.stat().st_ino != inode
        except FileNotFoundError:
            return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "giving-up").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _clear_away(self) -> None:
        with self._alone():
            for file in self.folder.glob("pages-*"):
                if not file.name.startswith(f"{self.path.stem}."):
                    _free(file)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=2.0, isolation_level=None)
        connection.executescript(_PRAGMAS)
        if _version(connection) != VERSION:
            _lay_out(connection)
        self._inodes.setdefault(self.signals.generation, self.path.stat().st_ino)
        return connection


@cache
def open_folder(folder: Path) -> PagesFile:
    """Return this process's one view of the pages in `folder`. Raises OSError."""
    return PagesFile(folder)


def _free(file: Path) -> None:
    """Remove a file, and give its room back though other processes may hold it open."""
    if file.suffix in {".db", ".bodies"} or file.name.endswith("-wal"):
        os.truncate(file, 0)
    file.unlink(missing_ok=True)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def tell(what: str, error: BaseException) -> None:
    """Tell operators about trouble that no reader notices: a count and a line in the log."""
    COUNTERS.errors += 1
    logger.error("Finished pages: %s (%s: %s)", what, type(error).__name__, error)


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _lay_out(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        _lay_out_tables(connection)


def _lay_out_tables(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version == VERSION:
        return
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if version or tables:
        msg = f"the file is of version {version}, not {VERSION}"
        raise sqlite3.DatabaseError(msg)
    for statement in _statements(SCHEMA):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


__all__ = ["PagesFile", "open_folder", "sqlite3", "tell", "transaction"]
