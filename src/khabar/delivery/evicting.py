"""Which pages go when there is no more room.

Pages that were read once go first, the least recently read of them before all. So whoever walks
through a million old stories pushes out the pages of that walk, and not the front page. Pages
that were read again may fill four fifths; the oldest of them then count as read once.
"""

from __future__ import annotations

from khabar.delivery.filing import Extent
from khabar.delivery.opening import sqlite3

_SHARE_READ_AGAIN = 0.8
_AT_ONCE, _STEP = 64, 8


def make_room(
    connection: sqlite3.Connection, most_bytes: int, most_pages: int
) -> dict[str, Extent]:
    """Remove pages until there are at most so many bytes and pages; return what is gone.

    At most `_AT_ONCE` go: few enough that the reader whose page makes the room doesn't notice.
    """
    gone: dict[str, Extent] = {}
    while len(gone) < _AT_ONCE and _is_full(connection, most_bytes, most_pages):
        _demote(connection)
        gone |= remove_pages(connection, _FIRST_TO_LEAVE, _STEP)
    return gone


def remove_pages(
    connection: sqlite3.Connection, condition: str, value: object
) -> dict[str, Extent]:
    """Remove the pages that meet a condition of ours; return their names and their bodies' room."""
    command = f"DELETE FROM pages WHERE {condition} RETURNING name, offset, size"  # noqa: S608
    rows = connection.execute(command, (value,)).fetchall()
    return {name: Extent(offset, size) for name, offset, size in rows}


def _is_full(connection: sqlite3.Connection, most_bytes: int, most_pages: int) -> bool:
    pages, size = connection.execute("SELECT pages, bytes FROM totals").fetchone()
    return bool(size > most_bytes or pages > most_pages) and pages > 1


def _demote(connection: sqlite3.Connection) -> None:
    pages, read_again = connection.execute("SELECT pages, read_again FROM totals").fetchone()
    too_many = read_again - int(_SHARE_READ_AGAIN * pages)
    if too_many > 0:
        connection.execute(_DEMOTE, (min(_AT_ONCE, too_many),))


_DEMOTE = """
UPDATE pages SET read_again = 0 WHERE id IN (
  SELECT id FROM pages WHERE read_again = 1 ORDER BY read_at LIMIT ?
)
"""
_FIRST_TO_LEAVE = "id IN (SELECT id FROM pages ORDER BY read_again, read_at LIMIT ?)"
