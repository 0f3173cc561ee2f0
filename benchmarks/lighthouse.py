"""Lighthouse's marks for readers' pages on a phone, in every language.

    npm install --ignore-scripts --prefix /tmp/lighthouse lighthouse@12.8.2
    .venv/bin/python benchmarks/lighthouse.py [--lighthouse /tmp/lighthouse] \\
        [--languages ar,fa,en] [--rounds 3]

Needs a filled newsroom (`./khabar demo --no-serve` makes one in ./var) and Chromium. Serves it as
`khabar serve` does and has Lighthouse look at front, section, story and search of each edition, on
its own slow phone and slow network; of the rounds it gives the one with the median of performance,
since what else the machine does costs marks there. Names every audit that a page doesn't pass
wholly. Exits with 1 where a mark is below the limit.

A page of search results tells robots not to index it, or anyone could plant words in an index
under the paper's name, by links to a search for them. Lighthouse counts that against it, as it does
every other way of keeping a page out. So "results" is measured beside "search", where a search
begins; its mark is printed as it is, and breaks the limit only where another audit fails in that
category, too.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.demonstrating import found_on

LIMIT = 99
PORT = 8199
SITE = f"http://localhost:{PORT}"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = {"results": {"is-crawlable"}}
"""What we want although Lighthouse counts it against a page."""
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def answer(address: str) -> str:
    with urllib.request.urlopen(SITE + address, timeout=20) as response:
        return str(response.read().decode())


def serve() -> subprocess.Popen[bytes]:
    """Serve the newsroom and wait until its front is there."""
    environment = os.environ | {"KHABAR_URL": SITE, "KHABAR_LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "khabar.command", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment)
    for _ in range(120):
        try:
            answer("/ar/")
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return server
    server.kill()
    raise SystemExit("Nothing is served. Is the newsroom filled? ./khabar demo --no-serve")


@dataclass
class Report:
    """What Lighthouse says of a page: a mark out of a hundred, and what fell short, by category;
    how far things moved (CLS)."""

    marks: dict[str, int]
    failed: dict[str, dict[str, float]]
    shift: float

    def below(self, page: str) -> bool:
        """Say whether a mark is below the limit for another reason than one that we want."""
        wanted = WANTED.get(page, set())
        return any(
            mark < LIMIT and set(self.failed[category]) - wanted
            for category, mark in self.marks.items()
        )

    def shortcomings(self) -> str:
        """Write the audits that the page doesn't pass wholly, with their scores from 0 to 1."""
        audits = {name: score for failed in self.failed.values() for name, score in failed.items()}
        return ", ".join(f"{name} {score:.2f}" for name, score in audits.items())


def look_often(program: Path, address: str, rounds: int) -> Report:
    """Have Lighthouse look at a page several times; return the report in the middle."""
    reports = [look(program, address) for _ in range(rounds)]
    return sorted(reports, key=lambda report: report.marks["performance"])[rounds // 2]


def look(program: Path, address: str) -> Report:
    """Have Lighthouse look at a page. Raises `CalledProcessError` where it can't."""
    answer(address)  # rendered and kept, as for any reader but the first
    command = [str(program), SITE + address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--chrome-flags={CHROME_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = os.environ | {"CHROME_PATH": "/usr/bin/chromium"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    said = json.loads(run.stdout)
    categories, audits = said["categories"], said["audits"]
    return Report(
        {name: round(100 * categories[name]["score"]) for name in CATEGORIES},
        {name: short_of(categories[name], audits) for name in CATEGORIES},
        audits["cumulative-layout-shift"]["numericValue"],
    )


def short_of(category: dict[str, Any], audits: dict[str, Any]) -> dict[str, float]:
    """Return the score of each audit that counts in a category and isn't passed wholly."""
    counted = [reference["id"] for reference in category["auditRefs"] if reference["weight"]]
    scores = {name: audits[name]["score"] for name in counted}
    return {name: score for name, score in scores.items() if score is not None and score < 1}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", type=Path, default=Path("/tmp/lighthouse"))
    parser.add_argument("--languages", default="ar,fa,en")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    program = options.lighthouse / "node_modules/.bin/lighthouse"
    server, broken = serve(), []
    try:
        heads = "".join(f"{name:>16}" for name in CATEGORIES)
        print(f"{'page':<16}{heads}{'CLS':>8}  not passed wholly", flush=True)
        for language in options.languages.split(","):
            for page, address in found_on(answer(f"/{language}/"), language).items():
                report = look_often(program, address, options.rounds)
                broken += [f"{page} ({language})"] if report.below(page) else []
                print(f"{page} ({language})".ljust(16), end="")
                print("".join(f"{mark:>16}" for mark in report.marks.values()), end="")
                print(f"{report.shift:>8.3f}  {report.shortcomings()}", flush=True)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=25)
    print(f"limit {LIMIT}: {'BROKEN by ' + ', '.join(broken) if broken else 'kept'}")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
