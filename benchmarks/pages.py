"""What a reader's page costs when Django renders it: time, queries and bytes.

    .venv/bin/python benchmarks/pages.py [--requests 200] [--language ar]

Needs a filled newsroom (`./khabar demo --no-serve` makes one in ./var). One process on one core
renders each page again and again through Django's whole stack, without a network; what is kept
in front of Django is measured by `delivery.py`.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import brotli
import django

MOST_QUERIES = 12


@dataclass
class Figures:
    """One page's figures: milliseconds, queries, bytes."""

    page: str
    milliseconds: list[float]
    queries: int
    body: bytes

    def row(self) -> str:
        """Write the figures as a line of the table."""
        ordered = sorted(self.milliseconds)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        median = statistics.median(ordered)
        sizes = (len(self.body), len(gzip.compress(self.body)), len(brotli.compress(self.body)))
        return (
            f"{self.page:<22}{1000 / statistics.fmean(ordered):>8.0f}{median:>9.1f}{p99:>9.1f}"
            f"{self.queries:>9}{sizes[0]:>10}{sizes[1]:>9}{sizes[2]:>9}"
        )


def measure(page: str, get: Callable[[], bytes], requests: int) -> Figures:
    """Render a page `requests` times after a warm-up and count its queries once."""
    from django.db import connection  # noqa: PLC0415  (after django.setup)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    for _ in range(5):
        get()
    with CaptureQueriesContext(connection) as captured:
        body = get()
    queries = len(captured)
    times = []
    for _ in range(requests):
        begun = time.perf_counter()
        get()
        times.append((time.perf_counter() - begun) * 1000)
    return Figures(page, times, queries, body)


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


def renderer(address: str) -> Callable[[], bytes]:
    """Return a call that renders one page and gives its bytes."""
    from django.test import Client  # noqa: PLC0415  (after django.setup)

    client = Client(headers={"host": "localhost"})

    def get() -> bytes:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}.")
        return response.content

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
    print(f"{'page':<22}{'req/s':>8}{'p50 ms':>9}{'p99 ms':>9}", end="")
    print(f"{'queries':>9}{'bytes':>10}{'gzip':>9}{'brotli':>9}")
    worst = 0
    for page, address in pages(options.language).items():
        figures = measure(page, renderer(address), options.requests)
        worst = max(worst, figures.queries)
        print(figures.row())
    print(f"most queries: {worst} (limit {MOST_QUERIES}: {'kept' if worst <= 12 else 'BROKEN'})")


if __name__ == "__main__":
    main()
