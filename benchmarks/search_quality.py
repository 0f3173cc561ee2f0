"""How well search finds what is asked for, beside SQLite's FTS5 and PostgreSQL's full text.

    .venv/bin/python benchmarks/search_quality.py [--postgresql postgresql://…/any_database]

Ours is the index of `khabar.search`, as a site has it, in a temporary folder. Any word of a
question is enough here, as where no story has all of them; "all words first" is what a reader gets.
FTS5 has the raw text under `unicode61` and weighs by its bm25; PostgreSQL has it under `arabic`
(its only configuration for the script) in a temporary table, and weighs by `ts_rank` with the
length of the text. Both look for any of a question's words.

MRR@10: one divided by the place of the one text that fits, on average. MAP and P@10: the like where
many fit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import search_sets
from benchmarks.search_peers import Finder, fts5, postgresql, texts_of
from benchmarks.search_sets import QuestionSet
from khabar.language import analyse
from khabar.search.engine import Entry, Question
from khabar.search.parsing import MOST_PARTS
from khabar.search.recording import record_of

DEEP = 1000
LIMITS = {"AR-QA": 0.84, "AR-QA, lazy": 0.84, "headline → story": 0.78, "Hamshahri": 0.83}
LIMIT_OF_TEN = 0.82


def khabar(known: QuestionSet, *, all_first: bool) -> Finder:
    """Return what finds by our index, in a folder of its own."""
    from khabar.search.asking import FEW  # noqa: PLC0415  (after django.setup)
    from khabar.search.indexing import TantivyReader  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp())
    _fill(known, folder)
    reader = TantivyReader(folder)

    def find(text: str, most: int) -> list[int]:
        words = tuple(analyse(text, known.language)[:MOST_PARTS])
        question = Question(language=known.language, words=words)
        every = reader.search(question, limit=most) if all_first else []
        hits = [hit.number for hit in every]
        if len(every) < FEW:
            near = reader.search(replace(question, any_word=True), limit=most)
            hits += [hit.number for hit in near]
        return list(dict.fromkeys(hits))[:most]

    return find


def _fill(known: QuestionSet, folder: Path) -> None:
    from khabar.search.indexing import make_index, open_writer  # noqa: PLC0415

    make_index(folder)
    writer = open_writer(folder)
    if writer is None:
        sys.exit(f"Another process writes to {folder}.")
    for place, (headline, body) in enumerate(known.texts):
        story = Entry(
            number=place,
            live=True,
            language=known.language,
            section="news",
            published=0,
            year=1970,
            headline=headline,
            body=body,
        )
        writer.add(record_of(story))
    writer.commit()
    writer.close()


@contextmanager
def installation() -> Iterator[None]:
    """Set Django up in a temporary folder, in which all temporary folders then are."""
    with tempfile.TemporaryDirectory(prefix="khabar-quality-") as folder:
        tempfile.tempdir = os.environ["KHABAR_VAR"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/khabar.db"
        os.environ["DJANGO_SETTINGS_MODULE"] = "khabar.settings"
        import django  # noqa: PLC0415

        django.setup()
        yield


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
    with installation():
        kept = [measure(known, finders(known, options.postgresql)) for known in sets()]
    sys.exit(0 if all(kept) else 1)


def finders(known: QuestionSet, database: str | None) -> dict[str, Finder]:
    """Return what finds in a set, by its name."""
    ways = {
        "khabar": khabar(known, all_first=False),
        "khabar, all words first": khabar(known, all_first=True),
        "FTS5 unicode61, raw": fts5(texts_of(known)),
    }
    return ways | ({"PostgreSQL arabic": postgresql(texts_of(known), database)} if database else {})


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
