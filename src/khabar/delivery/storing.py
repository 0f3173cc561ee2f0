"""Keeping pages in the file and finding them there."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from khabar.delivery.evicting import make_room, remove_pages
from khabar.delivery.filing import FARTHEST
from khabar.delivery.finishing import Headers, Page
from khabar.delivery.naming import Name
from khabar.delivery.opening import PagesFile, sqlite3
from khabar.delivery.signalling import slot_of

REMEMBERED = 900.0
"""Seconds for which purges are remembered: a rendering that takes longer isn't kept."""


class OutdatedError(Exception):
    """What the page shows was taken away while it was being rendered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept page without its bodies. Times are seconds since the epoch."""

    id: int
    name: str
    status: str
    headers: Headers
    places: str
    """Where its bodies lie: see `filing`."""
    etag: str
    query: tuple[str, ...]
    made_at: float
    fresh_until: float
    stale_until: float
    due_at: float | None
    """When a page that was softly purged is to be rendered again."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the record of purges stood when a rendering began."""

    generation: int
    purge: int
    at: float


class Store:
    """The pages in the file. Every method raises sqlite3.Error when the file can't be used."""

    def __init__(self, file: PagesFile, *, bytes_kept: int, pages_kept: int) -> None:
        """Keep pages in `file`, within these bounds."""
        self.file = file
        self._bounds = (bytes_kept, pages_kept)

    def find(self, name: str) -> Kept | None:
        """Return the page with this name, however old."""
        row = self.file.connection().execute(_FIND, (name,)).fetchone()
        return _kept(row) if row else None

    def moment(self) -> Moment:
        """Note where the record of purges stands; to be called before a rendering begins."""
        generation = self.file.signals.generation
        row = self.file.connection().execute(_LAST_PURGE).fetchone()
        return Moment(generation, row[0] if row else 0, time.time())

    def keep(self, name: str, page: Page, *, since: Moment, debounce: float = 0.0) -> None:
        """Put `page` in the place of what was kept under `name`, all at once.

        Raises OutdatedError where a key of it was purged hard since the rendering began. If one
        was purged softly the page is kept, and due to be rendered once more.
        """
        with self.file.writing() as connection:
            due_at = self._due(connection, page, since, debounce)
            read_at, read_again = self._readings(connection, name, page)
            gone = remove_pages(connection, _NAMED, name)
            where = self._write(connection, page)
            row = (name, *where, *_row(page), due_at, read_at, read_again)
            number = connection.execute(_KEEP, row).lastrowid
            keys = ((key, number) for key in page.keys)
            connection.executemany("INSERT INTO keys VALUES (?, ?)", keys)
            gone |= make_room(connection, *self._bounds)
            note_changes(connection, [name, *gone])
        self.file.changed([name, *gone], gone.values())

    def remove(self, name: str) -> None:
        """Take the page with this name away."""
        with self.file.writing() as connection:
            gone = remove_pages(connection, _NAMED, name)
            note_changes(connection, [name])
        self.file.changed([name], gone.values())

    def due(self, limit: int) -> list[Name]:
        """Return pages that are to be rendered again now, what was read last first."""
        rows = self.file.connection().execute(_DUE, (time.time(), limit)).fetchall()
        return [Name.parse(name) for (name,) in rows]

    def postpone(self, name: str, until: float) -> None:
        """Try to render this page again later: it couldn't be done now."""
        with self.file.writing() as connection:
            connection.execute("UPDATE pages SET due_at = ? WHERE name = ?", (until, name))

    def note_readings(self, readings: Collection[tuple[str, float]]) -> None:
        """Write when pages were last read, many at a time."""
        rows = [(at, name) for name, at in readings]
        with self.file.writing(timeout=0.2) as connection:
            connection.executemany(
                "UPDATE pages SET read_at = ?, read_again = 1 WHERE name = ?", rows
            )

    def signal_again(self, *, before: float) -> None:
        """Bump the slots of changes once more, in case who made them died before doing so."""
        connection = self.file.connection()
        slots = connection.execute("SELECT slot FROM changes WHERE at < ?", (before,)).fetchall()
        if slots:
            for (slot,) in slots:
                self.file.signals.bump(slot)
            with self.file.writing(timeout=0.2) as connection:
                connection.execute("DELETE FROM changes WHERE at < ?", (before,))

    def _write(self, connection: sqlite3.Connection, page: Page) -> tuple[str, int, int]:
        (end,) = connection.execute("SELECT end FROM totals").fetchone()
        if end > FARTHEST:
            msg = "the file of bodies has no room behind"
            raise sqlite3.DatabaseError(msg)
        extent, places = self.file.bodies.write(end, page.bodies)
        return places, extent.offset, extent.length

    def _due(
        self, connection: sqlite3.Connection, page: Page, since: Moment, debounce: float
    ) -> float | None:
        too_old = since.at < time.time() - REMEMBERED
        if too_old or since.generation != self.file.signals.generation:
            raise OutdatedError
        keys = json.dumps(sorted(page.keys))
        (hard,) = connection.execute(_PURGED_SINCE, (since.purge, keys)).fetchone()
        if hard:
            raise OutdatedError
        return None if hard is None else time.time() + debounce

    def _readings(self, connection: sqlite3.Connection, name: str, page: Page) -> tuple[float, int]:
        row = connection.execute(
            "SELECT read_at, read_again FROM pages WHERE name = ?", (name,)
        ).fetchone()
        return row or (page.made_at, 0)


def note_changes(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Note, in the transaction that changes these pages, that their slots will be bumped."""
    now = time.time()
    rows = [(slot_of(name), now) for name in names]
    connection.executemany("INSERT OR REPLACE INTO changes VALUES (?, ?)", rows)


_FIND = """
SELECT id, name, status, headers, places, etag, query, made_at, fresh_until, stale_until, due_at
FROM pages WHERE name = ?
"""
_NAMED = "name = ?"
_LAST_PURGE = "SELECT seq FROM sqlite_sequence WHERE name = 'purges'"
_PURGED_SINCE = """
SELECT max(hard) FROM purges WHERE id > ? AND key IN (SELECT value FROM json_each(?))
"""
_KEEP = """
INSERT INTO pages (name, places, offset, size, status, headers, etag, query, made_at, fresh_until,
  stale_until, due_at, read_at, read_again)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_DUE = """
SELECT name FROM pages INDEXED BY pages_due WHERE due_at IS NOT NULL AND due_at <= ?
ORDER BY read_at DESC LIMIT ?
"""


def _row(page: Page) -> tuple[object, ...]:
    fresh_until = page.made_at + page.declaration.seconds
    return (
        page.status,
        json.dumps(page.headers),
        page.etag,
        " ".join(page.declaration.query),
        page.made_at,
        fresh_until,
        fresh_until + page.declaration.stale_while_revalidate,
    )


def _kept(row: tuple[object, ...]) -> Kept:
    number, name, status, headers, places, etag, query, *times = row
    pairs = _headers(str(headers))
    return Kept(
        number,  # type: ignore[arg-type]
        str(name),
        intern(str(status)),
        pairs,
        str(places),
        str(etag),
        tuple(str(query).split()),
        *times,  # type: ignore[arg-type]
    )


@lru_cache(maxsize=512)
def _headers(text: str) -> Headers:
    """Return the one list of headers that all pages with the same headers share."""
    return [(str(name), str(value)) for name, value in json.loads(text)]
