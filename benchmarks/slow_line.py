"""How long a reader waits on a slow line for a page never seen before, and how far things move.

    .venv/bin/python benchmarks/slow_line.py [--languages ar,fa,en] [--rounds 3]

Makes the demonstration newsroom in a temporary folder, serves it as `khabar serve` does, and opens
each page in Chromium as a phone does, with an empty cache, on two lines (`browsing.LINES`). "Text"
is the moment at which the largest text of the page's own content was painted, in whichever face;
the limit is 3 s on each line. CLS counts what moves until the page has rested for 2.5 s: fonts and
pictures come late here. Its limit is 0.02. The median of the rounds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.browsing import LINES, View, chromium, first_view
from benchmarks.demonstrating import demonstration, pages_of

LONGEST, MOST_SHIFT = 3.0, 0.02


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", default="ar,fa,en")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    kept = True
    heads = "".join(f"{f'{line}: first':>18}{'text':>8}{'CLS':>8}" for line in LINES)
    with demonstration() as site, chromium() as browser:
        print(f"{'page':<16}{heads}{'kB':>8}", flush=True)
        for language in options.languages.split(","):
            for page, address in pages_of(site, language).items():
                site.get(address)  # rendered and kept, as for any reader but the first
                url = f"http://localhost:{site.port}{address}"
                kept &= show(f"{page} ({language})", browser, url, options.rounds)
    print(f"limits {LONGEST} s and {MOST_SHIFT}: {'kept' if kept else 'BROKEN'}")
    sys.exit(not kept)


def show(page: str, browser: Browser, url: str, rounds: int) -> bool:
    """Print a page's figures; say whether they keep the limits."""
    print(f"{page:<16}", end="", flush=True)
    kept, views = True, []
    for line in LINES:
        views = [first_view(browser, url, line) for _ in range(rounds)]
        first, text, shift = medians(views)
        kept &= text <= LONGEST and shift <= MOST_SHIFT
        print(f"{first:>18.2f}{text:>8.2f}{shift:>8.3f}", end="", flush=True)
    print(f"{views[-1].wire / 1000:>8.1f}", flush=True)
    return kept


def medians(views: list[View]) -> tuple[float, ...]:
    figures = zip(*((view.first, view.text, view.shift) for view in views), strict=True)
    return tuple(statistics.median(values) for values in figures)


if __name__ == "__main__":
    main()
