"""The database as the migrations left it, given back after a test that committed.

Django would empty every table, on PostgreSQL by making each a new file, and fill them again row by
row through the models. Here a copy of what the migrations wrote stands beside the tables, and only
what differs from it is written again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

BESIDE = "migrated"
"""The schema, on SQLite the attached file, that the copy stands in."""


@dataclass(frozen=True)
class Table:
    """A table's name and columns, quoted."""

    name: str
    columns: str

    def differs(self) -> bool:
        """Say whether its rows are others than those of the copy."""
        here, there = (f"SELECT {self.columns} FROM {name}" for name in (self.name, self.copy))
        either = f"EXISTS ({here} EXCEPT {there}) OR EXISTS ({there} EXCEPT {here})"
        return bool(ask(f"SELECT {either}"))

    @property
    def copy(self) -> str:
        return f"{BESIDE}.{self.name}"


class Migrated:
    """What the migrations left, remembered when it is made."""

    def __init__(self) -> None:
        names = connection.introspection.django_table_names(only_existing=True, include_views=False)
        tables = [described(name) for name in names]
        self.filled = [each for each in tables if ask(f"SELECT EXISTS (SELECT 1 FROM {each.name})")]
        self.empty = [each for each in tables if each not in self.filled]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM INTO %s", [str(copied_file())])
                return
            cursor.execute(f"CREATE SCHEMA {BESIDE}")
            for table in self.filled:
                cursor.execute(f"CREATE TABLE {table.copy} AS TABLE {table.name}")

    def restore(self) -> None:
        """Make every table what it was. Numbers that were given are not given again."""
        connection.close()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"ATTACH DATABASE %s AS {BESIDE}", [str(copied_file())])
            with transaction.atomic():
                changed = [table for table in self.filled if table.differs()]
                for table in [*self.empty, *changed]:
                    cursor.execute(f"DELETE FROM {table.name}")
                for table in changed:
                    cursor.execute(
                        f"INSERT INTO {table.name} ({table.columns})"
                        f" SELECT {table.columns} FROM {table.copy}"
                    )
        connection.close()


def copied_file() -> Path:
    """Return where SQLite's copy is."""
    return Path(settings.VAR, f"{BESIDE}.db")


def described(name: str) -> Table:
    """Return the table called `name`."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, name)
    quote = connection.ops.quote_name
    return Table(quote(name), ", ".join(quote(column.name) for column in columns))


def ask(question: str) -> object:
    """Return the one value that answers a question in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
