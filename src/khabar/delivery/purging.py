"""Saying what changed: the pages made from it are rendered again, or gone at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable

from khabar.delivery.configuring import Configuration
from khabar.delivery.evicting import remove_pages
from khabar.delivery.filing import Extent
from khabar.delivery.forwarding import forward
from khabar.delivery.naming import Name
from khabar.delivery.opening import PagesFile, open_folder, sqlite3, tell
from khabar.delivery.storing import REMEMBERED, note_changes

Changed = dict[str, Extent | None]
"""The names of pages that changed, and the room of those that are gone."""
Change = Callable[[sqlite3.Connection, str], Changed]

_AT_ONCE = 500
"""Pages that change in one transaction, so that no reader's page waits long to be kept."""
_PATIENCE = 10.0


def purge(keys: Iterable[str], *, hard: bool = False, debounce: float | None = None) -> int:
    """Purge every page that carries one of `keys`, and return how many there were.

    Softly, a page stays until it was rendered again (see `rerendering`). Hard, it is gone
    from all workers, and from what stands in front, when this returns. Both may be repeated.
    `debounce` is how old, in seconds, a page must be before a soft purge has it rendered again.

    Call it when the change is committed: a page that is being rendered meanwhile is noticed.
    Raises sqlite3.Error where a soft purge can't be written, NotForwardedError where a hard one
    didn't reach what stands in front. Where a hard one can't be written, all pages are given up.
    """
    config = Configuration.from_settings()
    file, named = open_folder(config.folder), sorted(set(keys))
    if not named:
        return 0
    if not hard:
        seconds = config.debounce if debounce is None else debounce
        return len(_purge(file, named, _make_due(seconds)))
    gone = _purge_hard(file, named)
    forward(config, keys=named, urls=[Name.parse(name).url(config.origin) for name in gone])
    return len(gone)


def _purge_hard(file: PagesFile, keys: list[str]) -> list[str]:
    try:
        with file.surviving_power_cuts():
            return _purge(file, keys, _remove)
    except (sqlite3.Error, OSError) as error:
        tell("a take-down couldn't be written, so all pages are given up", error)
        file.give_up()
        return []


def _purge(file: PagesFile, keys: list[str], change: Change) -> list[str]:
    # First of all: a page that is begun after the purge was noted must not use an older part.
    file.signals.bump_keys(keys)
    with file.writing(_PATIENCE) as connection:
        _note(connection, keys, hard=change is _remove)
    found = file.connection().execute(_PAGES, (json.dumps(keys),)).fetchall()
    pages, changed = [page for (page,) in found], []
    for first in range(0, len(pages), _AT_ONCE):
        changed += _change(file, change, json.dumps(pages[first : first + _AT_ONCE]))
    return changed


def _change(file: PagesFile, change: Change, pages: str) -> list[str]:
    with file.writing(_PATIENCE) as connection:
        changed = change(connection, pages)
        note_changes(connection, changed)
    file.changed(changed, filter(None, changed.values()))
    return list(changed)


def _remove(connection: sqlite3.Connection, pages: str) -> Changed:
    return dict(remove_pages(connection, _AMONG, pages))


def _make_due(debounce: float) -> Change:
    def change(connection: sqlite3.Connection, pages: str) -> Changed:
        rows = connection.execute(_SOFTLY, (time.time(), debounce, pages)).fetchall()
        return {name: None for (name,) in rows}

    return change


def _note(connection: sqlite3.Connection, keys: list[str], *, hard: bool) -> None:
    now = time.time()
    connection.execute("DELETE FROM purges WHERE at < ?", (now - REMEMBERED,))
    rows = [(key, hard, now) for key in keys]
    connection.executemany("INSERT INTO purges (key, hard, at) VALUES (?, ?, ?)", rows)


_PAGES = "SELECT DISTINCT page FROM keys WHERE key IN (SELECT value FROM json_each(?))"
_AMONG = "id IN (SELECT value FROM json_each(?))"
_SOFTLY = """
UPDATE pages SET due_at = min(coalesce(due_at, 1e18), max(?, made_at + ?))
WHERE id IN (SELECT value FROM json_each(?)) RETURNING name
"""
