"""From a publication to every reader, and what the whole stack weighs.

    .venv/bin/python benchmarks/freshness.py [--stories 100000] [--publications 40] [--pages 20000]

Makes an installation with many stories in a temporary folder, serves it as `khabar serve` does,
reads pages, publishes one story after another, and watches the story's page, the front and the
section until each shows the new headline. Then it adds up the proportional set size (PSS) of all
its processes.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.website.installation import Installation

LIMIT_SECONDS, LIMIT_MEGABYTES = 1.0, 300
ON_THE_FRONT = 12
PUBLISH = """
import sys, time
import django; django.setup()
from khabar.stories.models import Story
for line in sys.stdin:
    story = Story.objects.get(number=int(line))
    story.headline = f"عنوان {time.time_ns()}"
    story.save_revision().publish()
    print(time.time(), story.headline, flush=True)
"""


def megabytes(process: int) -> float:
    """Return the PSS of a process and all that it started, in MB."""
    listed = subprocess.run(
        ["pgrep", "-P", str(process)], capture_output=True, text=True, check=False
    )
    own = Path(f"/proc/{process}/smaps_rollup").read_text()
    pss = next(int(line.split()[1]) for line in own.splitlines() if line.startswith("Pss:"))
    return pss / 1000 + sum(megabytes(int(child)) for child in listed.stdout.split())


def until_fresh(site: Installation, addresses: list[str], headline: str, since: float) -> float:
    """Return after how many seconds the last of `addresses` shows `headline`."""
    waiting = list(addresses)
    while waiting and time.time() - since < 30:
        waiting = [address for address in waiting if headline not in site.get(address)[1]]
        time.sleep(0.005)
    return time.time() - since


def publish(site: Installation, stories: int, publications: int) -> list[float]:
    """Publish again and again what stands on the front; return the seconds from each commit until
    the story's page, the front and the section have all become new."""
    publisher = subprocess.Popen(
        [sys.executable, "-c", PUBLISH],
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert publisher.stdin
    assert publisher.stdout
    taken = []
    for turn in range(publications):
        number = stories - turn % ON_THE_FRONT
        addresses = [f"/ar/{number}/", "/ar/", "/ar/news/"]
        for address in addresses:
            site.get(address)
        publisher.stdin.write(f"{number}\n")
        publisher.stdin.flush()
        at, headline = publisher.stdout.readline().strip().split(" ", 1)
        taken.append(until_fresh(site, addresses, headline, float(at)))
    publisher.stdin.close()
    publisher.wait()
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--publications", type=int, default=40)
    parser.add_argument("--pages", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Installation(Path(folder)) as site:
        site.fill(options.stories)
        site.serve()
        assert site.server
        for number in range(1, options.pages + 1):
            site.get(f"/ar/{number}/")
        taken = sorted(publish(site, options.stories, options.publications))
        weight = megabytes(site.server.pid)
    p95 = taken[int(len(taken) * 0.95)]
    print(f"publication to page, {options.stories} stories: p50 {statistics.median(taken):.2f} s,")
    print(f"  p95 {p95:.2f} s (limit {LIMIT_SECONDS} s: {'kept' if p95 <= 1 else 'BROKEN'})")
    verdict = "kept" if weight <= LIMIT_MEGABYTES else "BROKEN"
    print(f"PSS of the stack after {options.pages} pages: {weight:.0f} MB", end=" ")
    print(f"(limit {LIMIT_MEGABYTES} MB: {verdict})")


if __name__ == "__main__":
    main()
