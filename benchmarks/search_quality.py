"""How well search finds what is asked for, beside SQLite's FTS5 and PostgreSQL's full text.

    .venv/bin/python benchmarks/search_quality.py [--postgresql postgresql://…/any_database]

Ours are the fields, words and weights of `khabar.search`, in an index in memory. Any word of a
question is enough here, as where no story has all of them; "all words first" is what a reader gets.
FTS5 has the raw text under `unicode61` and weighs by its bm25; PostgreSQL has it under `arabic`
(its only configuration for the script) in a temporary table, and weighs by `ts_rank` with the
length of the text. Both look for any of a question's words.

MRR@10: one divided by the place of the one text that fits, on average. MAP and P@10: the like where
many fit.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import tantivy

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import search_sets
from benchmarks.search_sets import QuestionSet
from khabar.language import analyse
from khabar.search.engine import Entry, Question
from khabar.search.parsing import MOST_PARTS
from khabar.search.ranking import ranked_query
from khabar.search.recording import NUMBER, build_schema, record_of

DEEP = 1000
LIMITS = {"AR-QA": 0.84, "AR-QA, lazy": 0.84, "headline → story": 0.78, "Hamshahri": 0.83}
LIMIT_OF_TEN = 0.82
Finder = Callable[[str, int], list[int]]


def khabar(known: QuestionSet, *, all_first: bool) -> Finder:
    """Return what finds by our index."""
    index = tantivy.Index(build_schema())
    writer = index.writer(60_000_000, 1)
    for place, (headline, body) in enumerate(known.texts):
        entry = Entry(
            number=place,
            live=True,
            language=known.language,
            section="news",
            published=0,
            year=1970,
            headline=headline,
            body=body,
        )
        writer.add_json(record_of(entry))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def found(question: Question, most: int) -> list[int]:
        query = ranked_query(index.schema, question)
        places = [place for _score, place in searcher.search(query, most, count=False).hits]
        return [int(number or 0) for number in searcher.fast_field_values(NUMBER, places)]

    def find(text: str, most: int) -> list[int]:
        words = tuple(analyse(text, known.language)[:MOST_PARTS])
        question = Question(language=known.language, words=words)
        every = found(question, most) if all_first else []
        return every or found(replace(question, any_word=True), most)

    return find


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


def reciprocal_ranks(known: QuestionSet, find: Finder) -> list[float]:
    """Return for each question one divided by the place of what fits, or 0."""
    ranks = []
    for question, fits in known.questions:
        places = [place for place, story in enumerate(find(question, 10), 1) if story in fits]
        ranks.append(1 / places[0] if places else 0.0)
    return ranks


def precisions(known: QuestionSet, find: Finder) -> tuple[list[float], list[float]]:
    """Return for each question its average precision, and how many of ten fit."""
    average, of_ten = [], []
    for question, fits in known.questions:
        hits = find(question, DEEP)
        places = [place for place, story in enumerate(hits, 1) if story in fits]
        average.append(sum(nth / place for nth, place in enumerate(places, 1)) / len(fits))
        of_ten.append(len(fits.intersection(hits[:10])) / 10)
    return average, of_ten


def mean(figures: list[float]) -> float:
    """Return the mean."""
    return sum(figures) / len(figures)


def measure(known: QuestionSet, finders: dict[str, Finder]) -> bool:
    """Print a set's rows; return whether ours reach the limits."""
    reached = True
    for name, find in finders.items():
        of_ten: list[float] = []
        if known.name == "Hamshahri":
            figures, of_ten = precisions(known, find)
        else:
            figures = reciprocal_ranks(known, find)
        halves = f"{mean(figures[::2]):.3f} {mean(figures[1::2]):.3f}"
        ten = f"{mean(of_ten):.3f}" if of_ten else ""
        print(f"| {known.name} | {name} | {mean(figures):.4f} | {halves} | {ten} |", flush=True)
        if name == "khabar":
            reached = mean(figures) >= LIMITS.get(known.name, 0)
            reached &= not of_ten or mean(of_ten) >= LIMIT_OF_TEN
    return reached


def main() -> None:
    """Print the table; fail where ours misses a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", help="a database to make temporary tables in")
    options = parser.parse_args()
    print("| set | engine | MRR@10 or MAP | its halves | P@10 |\n|---|---|---:|---:|---:|")
    reached = True
    for known in sets():
        finders: dict[str, Finder] = {
            "khabar": khabar(known, all_first=False),
            "khabar, all words first": khabar(known, all_first=True),
            "FTS5 unicode61, raw": fts5(known),
        }
        if options.postgresql:
            finders["PostgreSQL arabic"] = postgresql(known, options.postgresql)
        reached &= measure(known, finders)
    sys.exit(0 if reached else 1)


def sets() -> Iterator[QuestionSet]:
    """Return each set; the last three have no limit, and show whether the others were fitted to."""
    questions = search_sets.arabic_questions()
    yield questions
    yield search_sets.typed_lazily(questions)
    yield search_sets.known_items()
    yield search_sets.hamshahri()
    yield search_sets.other_known_items()
    yield search_sets.persian_known_items()
    yield search_sets.persian_questions()


if __name__ == "__main__":
    main()
