"""What a reader's page costs when it is rendered to be kept: time, queries and bytes.

    .venv/bin/python benchmarks/pages.py [--requests 200] [--language ar]

Needs a filled newsroom (`./khabar demo --no-serve` makes one in ./var). One process on one core
renders each page again and again, as finished pages are rendered: through Django's whole stack,
without a network and without compressing. What many pages share was made by the page before, as in
a newsroom at work; "cold" is the number of queries of the very first page. Reading kept pages is
measured by `delivery.py`.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import django

MOST_QUERIES, MOST_MILLISECONDS = 6, 8.0
"""The limits of a story's page."""


@dataclass
class Figures:
    """One page's figures: milliseconds, queries, bytes."""

    page: str
    milliseconds: list[float]
    processor: float
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
            f"{self.processor:>8.1f}{self.cold:>6}{self.queries:>9}{sizes[0]:>9}{sizes[1]:>9}{sizes[2]:>9}"
        )


def measure(page: str, get: Callable[[], bytes], requests: int) -> Figures:
    """Render a page `requests` times after a warm-up and count its queries."""
    cold, _ = queries_of(get)
    for _ in range(5):
        get()
    queries, body = queries_of(get)
    times, processor = [], time.process_time()
    for _ in range(requests):
        begun = time.perf_counter()
        get()
        times.append((time.perf_counter() - begun) * 1000)
    processor = (time.process_time() - processor) * 1000 / requests
    return Figures(page, times, processor, cold, queries, body)


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
    print(f"{'page':<16}{'req/s':>7}{'p50 ms':>8}{'p99 ms':>8}{'CPU ms':>8}{'cold':>6}", end="")
    print(f"{'queries':>9}{'bytes':>9}{'gzip':>9}{'brotli':>9}")
    figures = None
    with tempfile.TemporaryDirectory() as folder:
        for page, address in pages(options.language).items():
            figures = measure(page, renderer(address, Path(folder)), options.requests)
            print(figures.row())
    assert figures
    kept = figures.median <= MOST_MILLISECONDS and figures.queries <= MOST_QUERIES
    print(f"limits of a story: {MOST_MILLISECONDS} ms, {MOST_QUERIES} queries:", end=" ")
    print("kept" if kept else "BROKEN")


if __name__ == "__main__":
    main()
