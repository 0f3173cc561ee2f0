"""What an installation must have before it may publish."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

# A writer that races a checkpoint in WAL mode can lose committed pages in every version before
# this one: https://sqlite.org/wal.html#walresetbug
SAFE_SQLITE = (3, 51, 3)


@register(Tags.database)
def sqlite_keeps_what_is_committed(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a SQLite that can corrupt a database in WAL mode."""
    engines = {config["ENGINE"] for config in settings.DATABASES.values()}
    if "django.db.backends.sqlite3" not in engines:
        return []
    return refusals(sqlite3.sqlite_version_info)


def refusals(version: tuple[int, ...]) -> list[CheckMessage]:
    """Return an error where SQLite `version` is too old to be trusted with a newsroom's archive."""
    if version >= SAFE_SQLITE:
        return []
    return [
        Error(
            f"SQLite {'.'.join(map(str, version))} can corrupt a database in WAL mode.",
            hint="Install pysqlite3 0.6.1 or later, which brings its own SQLite.",
            id="khabar_publishing.E001",
        )
    ]
