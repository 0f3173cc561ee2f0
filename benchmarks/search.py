"""How fast search is, from ten thousand stories to a million.

    .venv/bin/python benchmarks/search.py [--stories 10000,1000000] [--folder /somewhere/large]
        [--peers postgresql://…/any_database]

Fills a new installation with SQLite by `standing_in.py`, builds its index with all cores, and asks
two thousand queries of one to three words that stand beside each other in headlines. Prints what
the engine alone takes (the best twenty, without a count), what the whole answer takes (facets,
marks, the database's rows), what a suggestion takes, and whether the limits are kept; exits with 1
where one isn't. The installation is kept where `--folder` names one, and used again. With
`--peers`, SQLite's FTS5 and PostgreSQL are asked for the same words in the same stories, where they
are no more than a hundred thousand: beyond, building theirs takes longer than all the rest.

A million stories take about 8 GB of the disk and a quarter of an hour to make.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import archive
import standing_in

from benchmarks.search_peers import fts5, postgresql

QUERIES = 2_000
LIMITS = {
    "engine": (1.0, 6.0),
    "whole answer": (12.0, 30.0),
    "suggestion": (None, 15.0),
}
BUILD_LIMIT = 2_000
GROWTH_LIMIT = 6.0
GROWING = ("engine", "whole answer")
PEERS_UPTO = 100_000
COUNTED = 1_000_000
"""The limits are those of so many stories."""


def times(deed: Callable[[Any], object], arguments: list[Any]) -> tuple[float, float, float]:
    """Return the median, the 95th and the 99th percentile of what `deed` takes, in milliseconds."""
    for argument in arguments[:50]:
        deed(argument)
    taken = []
    for argument in arguments:
        began = time.perf_counter()
        deed(argument)
        taken.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(taken, n=100)
    return cuts[49], cuts[94], cuts[98]


def installation(folder: Path, count: int) -> None:
    """Make the stories and their index in `folder`, unless they are there."""
    archive.prepare(str(folder), "")
    from django.conf import settings  # noqa: PLC0415

    from khabar.search.rebuilding import rebuild  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    if not (folder / "filled").exists():
        began = time.perf_counter()
        standing_in.fill(count, archive.write)
        archive.analyse()
        (folder / "filled").touch()
        print(f"  made in {time.perf_counter() - began:.0f} s")
    if not (folder / "search/current").exists():
        began = time.perf_counter()
        rebuild(processes=os.cpu_count() or 1, progress=tell)
        seconds = time.perf_counter() - began
        print(f"  built in {seconds:.0f} s: {count / seconds:,.0f} stories/s")
        (folder / "rate").write_text(str(count / seconds))


def tell(done: int, total: int) -> None:
    """Say now and then how far a build is."""
    if sys.stdout.isatty():
        print(f"  {done:,} of {total:,}", end="\r", flush=True)


def measure(count: int) -> dict[str, tuple[float, float, float]]:
    """Return the milliseconds that each thing takes."""
    from khabar.search.asking import ask, understand  # noqa: PLC0415
    from khabar.search.indexing import open_reader  # noqa: PLC0415
    from khabar.search.parsing import parse  # noqa: PLC0415
    from khabar.search.suggesting import suggest  # noqa: PLC0415

    asked = standing_in.queries(QUERIES)
    reader = open_reader()
    questions = [understand(parse(query), language=language)[0] for query, language in asked]
    beginnings = [(query[: 2 + len(query) % 6], language) for query, language in asked]
    return {
        "engine": times(lambda question: reader.search(question, limit=20), questions),
        "counting": times(lambda question: reader.count(question, facets=FACETS), questions),
        "whole answer": times(lambda pair: ask(pair[0], language=pair[1]), asked),
        "suggestion": times(lambda pair: suggest(pair[0], language=pair[1]), beginnings),
    }


FACETS = ("section", "year", "topics", "contributors")


def measure_peers(folder: Path, database: str) -> dict[str, tuple[float, float, float]]:
    """Return the milliseconds that the peers take for the best twenty that have all words."""
    asked = standing_in.queries(QUERIES // 10)
    found = {}
    for name, make in (
        ("FTS5", lambda: fts5(texts(), every_word=True, file=str(folder / "fts5.db"))),
        ("PostgreSQL", lambda: postgresql(texts(), database, every_word=True)),
    ):
        (folder / "fts5.db").unlink(missing_ok=True)
        finder = make()
        found[name] = times(lambda pair, find=finder: find(pair[0], 20), asked)
    return found


def texts() -> Iterator[tuple[int, str]]:
    """Return the raw texts of all stories by their numbers."""
    from khabar.stories.models import Story  # noqa: PLC0415
    from khabar.stories.reading import texts_by_number  # noqa: PLC0415

    headlines = dict(Story.objects.values_list("number", "headline"))
    for first in range(1, len(headlines) + 1, 1_000):
        some = Story.objects.filter(pk__gte=first, pk__lt=first + 1_000)
        for number, lines in texts_by_number(some).items():
            yield number, "\n".join([headlines[number], *lines])


def report(count: int, found: dict[str, tuple[float, float, float]], folder: Path) -> bool:
    """Print the figures, and return whether the limits are kept."""
    kept = True
    print("| what | p50 ms | p95 ms | p99 ms | limits |\n|---|---:|---:|---:|---|")
    for what, (middle, late, last) in found.items():
        limits = LIMITS.get(what) if count >= COUNTED else None
        words = ""
        if limits:
            good = (limits[0] is None or middle <= limits[0]) and late <= limits[1]
            kept &= good
            words = f"{limits[0] or '–'} / {limits[1]}{'' if good else ' MISSED'}"
        print(f"| {what} | {middle:.2f} | {late:.2f} | {last:.2f} | {words} |")
    size = sum(file.stat().st_size for file in (folder / "search").rglob("*") if file.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  index {size / 1e6:,.0f} MB ({size / count:,.0f} B a story), peak RSS {memory:.0f} MB")
    rate = float((folder / "rate").read_text())
    if count >= COUNTED:
        kept &= rate >= BUILD_LIMIT
        print(f"  built {rate:,.0f} stories/s (limit {BUILD_LIMIT:,})")
    return kept


def run(count: int, folder: Path, peers: str) -> tuple[bool, dict[str, float]]:
    """Measure one size in this process; return whether limits are kept, and the 95th percentile of
    what may grow."""
    print(f"\n{count:,} stories")
    installation(folder, count)
    found = measure(count)
    if peers and count <= PEERS_UPTO:
        found |= measure_peers(folder, peers)
    return report(count, found, folder), {what: found[what][1] for what in GROWING}


def main() -> None:
    """Measure each size in a process of its own, then compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", default="10000,1000000")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--peers", default="", help="a database for temporary tables")
    options = parser.parse_args()
    base = options.folder or Path(tempfile.mkdtemp(prefix="khabar-search-"))
    kept, late = True, []
    for count in (int(size) for size in options.stories.split(",")):
        folder = base / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(1, mp_context=get_context("fork")) as process:
            good, found = process.submit(run, count, folder, options.peers).result()
        kept, late = kept and good, [*late, found]
    for what in GROWING if len(late) > 1 else ():
        growth = late[-1][what] / late[0][what]
        kept &= growth <= GROWTH_LIMIT
        words = "" if growth <= GROWTH_LIMIT else " MISSED"
        print(f"\nThe p95 of the {what} grew {growth:.1f} times (limit {GROWTH_LIMIT}).{words}")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
