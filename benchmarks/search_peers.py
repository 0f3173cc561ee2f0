"""The peers beside which search is judged: SQLite's FTS5, and PostgreSQL's full text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

import psycopg

from benchmarks.search_sets import QuestionSet

Finder = Callable[[str, int], list[int]]
"""Given a question and how many, returns the places of the texts found, best first."""


def fts5(known: QuestionSet) -> Finder:
    """Return what finds by SQLite's FTS5 on the raw text."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'unicode61')")
    base.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", _joined(known))
    query = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT ?"

    def find(text: str, most: int) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        return [row[0] for row in base.execute(query, (words, most))]

    return find


def postgresql(known: QuestionSet, address: str) -> Finder:
    """Return what finds by PostgreSQL's `arabic` configuration."""
    base = psycopg.connect(address)
    base.execute("CREATE TEMPORARY TABLE texts (number int, vector tsvector)")
    with base.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO texts VALUES (%s, to_tsvector('arabic', %s))", list(_joined(known))
        )
    base.execute("CREATE INDEX ON texts USING gin (vector)")
    base.execute("ANALYZE texts")
    query = """SELECT number FROM texts, to_tsquery('arabic', %s) AS question
        WHERE vector @@ question ORDER BY ts_rank(vector, question, 1) DESC, number LIMIT %s"""

    def find(text: str, most: int) -> list[int]:
        words = " | ".join(re.findall(r"[^\W_]+", text))
        return [row[0] for row in base.execute(query, (words, most))]

    return find


def _joined(known: QuestionSet) -> Iterator[tuple[int, str]]:
    for place, (headline, body) in enumerate(known.texts):
        yield place, f"{headline}\n{body}"
