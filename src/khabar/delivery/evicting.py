"""Which pages go when there is no more room.

Pages that were read once go first, the least recently read of them before all. So whoever walks
through a million old stories pushes out the pages of that walk, and not the front page. Pages
that were read again may fill four fifths; the oldest of them then count as read once.
"""

from __future__ import annotations

from khabar.delivery.opening import sqlite3

_SHARE_READ_AGAIN = 0.8
_AT_ONCE, _STEP = 64, 8


def make_room(connection: sqlite3.Connection, most_bytes: int, most_pages: int) -> list[str]:
    """Remove pages until there are at most so many bytes and pages; return their names.

    At most `_AT_ONCE` go: few enough that the reader whose page makes the room doesn't notice.
    """
    gone: list[str] = []
    while len(gone) < _AT_ONCE and _is_full(connection, most_bytes, most_pages):
        _demote(connection)
        gone += [name for (name,) in connection.execute(_LEAVE, (_STEP,)).fetchall()]
    return gone


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
_LEAVE = """
DELETE FROM pages WHERE id IN (SELECT id FROM pages ORDER BY read_again, read_at LIMIT ?)
RETURNING name
"""
