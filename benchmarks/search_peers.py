"""The peers beside which search is judged: SQLite's FTS5, and PostgreSQL's full text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator

import psycopg

from benchmarks.search_sets import QuestionSet

Finder = Callable[[str, int], list[int]]
"""Given a question and how many, returns the places of the texts found, best first."""
Texts = Iterable[tuple[int, str]]
"""Numbers and raw texts."""


def fts5(texts: Texts, *, every_word: bool = False, file: str = ":memory:") -> Finder:
    """Return what finds by SQLite's FTS5 on the raw text: any word, or `every_word`."""
    base = sqlite3.connect(file)
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'unicode61')")
    base.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", texts)
    base.commit()
    query = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT ?"
    between = " " if every_word else " OR "

    def find(text: str, most: int) -> list[int]:
        words = between.join(f'"{word}"' for word in re.findall(r"\w+", text))
        return [row[0] for row in base.execute(query, (words, most))]

    return find


def postgresql(texts: Texts, address: str, *, every_word: bool = False) -> Finder:
    """Return what finds by PostgreSQL's `arabic` configuration: any word, or `every_word`."""
    base = psycopg.connect(address)
    base.execute("CREATE TEMPORARY TABLE texts (number int, vector tsvector)")
    with base.cursor() as cursor:
        cursor.executemany("INSERT INTO texts VALUES (%s, to_tsvector('arabic', %s))", texts)
    base.execute("CREATE INDEX ON texts USING gin (vector)")
    base.execute("ANALYZE texts")
    query = """SELECT number FROM texts, to_tsquery('arabic', %s) AS question
        WHERE vector @@ question ORDER BY ts_rank(vector, question, 1) DESC, number LIMIT %s"""
    between = " & " if every_word else " | "

    def find(text: str, most: int) -> list[int]:
        words = between.join(re.findall(r"[^\W_]+", text))
        return [row[0] for row in base.execute(query, (words, most))]

    return find


def texts_of(known: QuestionSet) -> Iterator[tuple[int, str]]:
    """Return the texts of a set by their places."""
    for place, (headline, body) in enumerate(known.texts):
        yield place, f"{headline}\n{body}"
