"""What an installation must have before it may publish."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from khabar.publishing.following import PublishedWhole, followed_models

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


@register(Tags.models)
def followed_models_publish_whole(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a followed model that could be published without its rows in the ledger."""
    return [
        Error(
            f"{model._meta.label} is followed, but is not published in one transaction.",
            hint="Put khabar.publishing.following.PublishedWhole before DraftStateMixin.",
            obj=model,
            id="khabar_publishing.E002",
        )
        for model in followed_models()
        if not issubclass(model, PublishedWhole)
    ]
