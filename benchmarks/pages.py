"""What a reader's page costs when it is rendered to be kept: time, queries and bytes.

    .venv/bin/python benchmarks/pages.py [--requests 200] [--language ar]

Needs a filled newsroom (`./khabar demo --no-serve` makes one in ./var). One process on one core
renders each page again and again, as finished pages are rendered: through Django's whole stack,
without a network and without compressing. What many pages share was made by the page before, as in
a newsroom at work; "cold" is the number of queries of the very first page. Reading kept pages is
measured by `delivery.py`.

An article of a bare Wagtail site (`bare/`) is rendered in turns with each page, so that the last
column, the page's share of its time, means the same on any machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import django

MOST_QUERIES, MOST_OF_BARE = 6, 1.31
"""The limits of a story's page: 8 ms where a bare article takes 6.1."""
IN_A_TURN = 10
ROOT = Path(__file__).parents[1]


@dataclass
class Figures:
    """One page's figures: milliseconds, queries, bytes."""

    page: str
    milliseconds: list[float]
    bare: float
    cold: int
    queries: int
    body: bytes

    @property
    def median(self) -> float:
        """Return the milliseconds that half of the renderings stayed below."""
        return statistics.median(self.milliseconds)

    def row(self) -> str:
        """Write the figures as a line of the table."""
        ordered = sorted(self.milliseconds)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        sizes = (len(self.body), len(gzip.compress(self.body)), len(brotli.compress(self.body)))
        return (
            f"{self.page:<16}{1000 / statistics.fmean(ordered):>7.0f}{self.median:>8.1f}{p99:>8.1f}"
            f"{self.median / self.bare:>8.2f}{self.cold:>6}{self.queries:>9}"
            + "".join(f"{size:>9}" for size in sizes)
        )


def measure(page: str, get: Callable[[], bytes], bare: Bare, requests: int) -> Figures:
    """Render a page `requests` times after a warm-up, in turns with the bare article, and count its
    queries."""
    cold, _ = queries_of(get)
    for _ in range(5):
        get()
    queries, body = queries_of(get)
    times: list[float] = []
    beside: list[float] = []
    for _ in range(requests // IN_A_TURN):
        times += [milliseconds_of(get) for _ in range(IN_A_TURN)]
        beside += bare.render(IN_A_TURN)["times"]
    return Figures(page, times, statistics.median(beside), cold, queries, body)


def milliseconds_of(get: Callable[[], bytes]) -> float:
    begun = time.perf_counter()
    get()
    return (time.perf_counter() - begun) * 1000


class Bare:
    """The bare site, in a process of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "benchmarks.bare.rendering"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )

    def render(self, times: int) -> dict[str, Any]:
        """Render its article so many times; return the milliseconds of each, queries and bytes."""
        assert self.process.stdin
        assert self.process.stdout
        print(times, file=self.process.stdin, flush=True)
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        return said

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def queries_of(get: Callable[[], bytes]) -> tuple[int, bytes]:
    """Return how many queries a page takes, and the page."""
    from django.db import connection  # noqa: PLC0415  (after django.setup)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        body = get()
    return len(captured), body


def pages(language: str) -> dict[str, str]:
    """Return the addresses of one edition's pages, the newest story's among them."""
    from khabar.stories.models import Story  # noqa: PLC0415  (after django.setup)

    story = Story.objects.published().in_language(language).newest_first().first()
    if not story:
        raise SystemExit("There are no stories. Run ./khabar demo --no-serve first.")
    return {
        f"front ({language})": f"/{language}/",
        f"section ({language})": story.section.get_absolute_url(language),
        f"story ({language})": story.get_absolute_url(),
    }


def renderer(address: str, folder: Path) -> Callable[[], bytes]:
    """Return a call that renders one page and gives its bytes; what pages share is of its own."""
    from django.conf import settings  # noqa: PLC0415  (after django.setup)
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415

    from khabar.delivery.naming import Name  # noqa: PLC0415
    from khabar.delivery.rendering import ask  # noqa: PLC0415
    from khabar.delivery.signalling import Signals  # noqa: PLC0415

    signals, application = Signals(folder / "marks"), WSGIHandler()
    name = Name(urlsplit(settings.URL).netloc, address)

    def get() -> bytes:
        answered = ask(application, name.environ(settings.URL), signals)
        if answered.code != 200:
            raise SystemExit(f"{address} answered {answered.status}.")
        return answered.body

    return get


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--language", default="ar")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.settings")
    os.sched_setaffinity(0, {0})
    django.setup()
    print(f"{'page':<16}{'req/s':>7}{'p50 ms':>8}{'p99 ms':>8}{'of bare':>8}{'cold':>6}", end="")
    print(f"{'queries':>9}{'bytes':>9}{'gzip':>9}{'brotli':>9}")
    figures, bare = None, Bare()
    known = bare.render(20)
    with tempfile.TemporaryDirectory() as folder:
        for page, address in pages(options.language).items():
            figures = measure(page, renderer(address, Path(folder)), bare, options.requests)
            print(figures.row())
    assert figures
    bare.close()
    print(f"bare article: {figures.bare:.1f} ms, {known['queries']} queries")
    kept = figures.median / figures.bare <= MOST_OF_BARE and figures.queries <= MOST_QUERIES
    print(f"limits of a story: {MOST_OF_BARE} of bare, {MOST_QUERIES} queries:", end=" ")
    print("kept" if kept else "BROKEN")


if __name__ == "__main__":
    main()
