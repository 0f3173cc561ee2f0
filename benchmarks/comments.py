"""How fast comments are taken, what 10,000 in a minute do, and what 10,000 under a story cost.

    apt install wrk php-cli php-mysql php-gd wordpress wordpress-theme-twentytwentythree \\
        wordpress-l10n mariadb-server
    .venv/bin/python benchmarks/comments.py [--seconds 10] [--only taking,pouring,thread]

Taking: `khabar serve web` with one worker on one core, `wrk` on the other, each comment with words
and an address of its own, nothing slept and nothing repeated. Beside it, in turns, WordPress's
`wp-comments-post.php` on the same core: PHP's server with four processes and OPcache, MariaDB on
any core, the brake on floods off, no mail to moderators. Then the drainer runs, and every comment
that was acknowledged has to be in the database, once.

Pouring: `khabar serve` as it is, 10,000 comments in 60 s, while a reader reads the story's page
twenty times a second, before it and meanwhile.

Thread: the pages of a story without comments, with 50 and with 10,000 approved ones: rendering
them, and reading them kept.

Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.commenting import (
    LOAD_CORE,
    SERVER_CORE,
    Reading,
    Taken,
    found,
    hurry,
    milliseconds,
    on_core,
    pour,
)
from benchmarks.wordpressing import SITE, comments_open, wordpress
from tests.laying_out import KHABAR
from tests.website.installation import Installation

PLACE = "/ar/1/comments/"
RATE, TAIL, POURED, MINUTE = 1000, 50.0, 10_000, 60.0
COUNT = """
import django; django.setup()
from django.db.models import Count
from khabar.comments.models import Comment
found = Comment.objects.aggregate(rows=Count("pk"), texts=Count("text", distinct=True))
print(found["rows"], found["texts"])
"""
THREAD = """
import django; django.setup()
import statistics, time
from datetime import timedelta
from uuid import uuid4
from django.test import Client
from django.utils import timezone
from khabar.comments.models import Comment
from khabar.stories.models import Story
now = timezone.now() - timedelta(days=2)
for number, count in ((2, 50), (3, 10_000)):
    story = Story.objects.get(number=number)
    rows = [
        Comment(key=uuid4(), story=story, name="مريم", email="a@example.org", text=f"{n} TEXT",
                status="approved", received_at=now + timedelta(seconds=n))
        for n in range(count)
    ]
    for row in rows:
        row.take_place()
    Comment.objects.bulk_create(rows, batch_size=500)
client = Client(headers={"Host": "127.0.0.1"})
waits = {1: [], 2: [], 3: []}
for turn in range(60):
    for number in waits:
        began = time.perf_counter()
        assert client.get(f"/ar/{number}/").status_code == 200
        waits[number].append((time.perf_counter() - began) * 1000)
print(*(statistics.median(times[10:]) for times in waits.values()))
"""


class Limits:
    """What was measured, beside what was promised."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def hold(self, what: str, figure: str, limit: str, *, is_kept: bool) -> None:
        print(f"| {what} | {figure} | {limit} | {'yes' if is_kept else 'NO'} |", flush=True)
        if not is_kept:
            self.missed.append(what)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--mariadb", default="127.0.0.1:3306")
    parser.add_argument("--only", default="taking,pouring,thread")
    options = parser.parse_args()
    limits, wanted = Limits(), options.only.split(",")
    if "taking" in wanted:
        taking(options, limits)
    if "pouring" in wanted:
        pouring(limits)
    if "thread" in wanted:
        thread(limits)
    print("; ".join(limits.missed) or "limits kept")
    sys.exit(bool(limits.missed))


@contextmanager
def installation(stories: int) -> Iterator[Installation]:
    with TemporaryDirectory() as folder, Installation(Path(folder)) as site:
        site.fill(stories)
        yield site


def form_of(site: Installation) -> dict[str, str]:
    seal = found(r'name="seal" value="([^"]+)"', site.get("/ar/1/")[1])
    return {"seal": seal, "name": "مريم"}


@contextmanager
def serving(site: Installation, role: str, core: int) -> Iterator[int]:
    """Run one role of `khabar serve` on one core while the block lasts; give its process."""
    command = [*KHABAR, "serve", role, "--port", str(site.port)]
    with on_core(core):
        process = subprocess.Popen(command, env=site.environment, stdout=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def taking(options: argparse.Namespace, limits: Limits) -> None:
    ours, theirs = list[Taken](), list[Taken]()
    load = {"seconds": options.seconds, "connections": options.connections}
    with installation(1) as site, on_core(SERVER_CORE):
        with (
            serving(site, "web", SERVER_CORE) as web,
            wordpress(options.mariadb) as environment,
        ):
            post, php = comments_open(environment), int(environment["SERVER"])
            assert site.eventually(lambda: site.status("/ar/1/") == 200, seconds=60)
            form, address = form_of(site), f"http://127.0.0.1:{site.port}"
            wordpress_form = {"author": "مريم", "comment_post_ID": post, "comment_parent": "0"}
            # The first round warms both up: a process loads much of Django at its first form.
            for number in range(options.rounds + 1):
                ours.append(hurry(address, PLACE, form, field="text", server=web, **load))
                say("khabar", ours[-1])
                place = "/wp-comments-post.php"
                theirs.append(
                    hurry(SITE, place, wordpress_form, field="comment", server=php, **load)
                )
                say("wordpress" if number else "wordpress, both to warm up", theirs[-1])
        stored, seconds = drained(site)
    tell(ours[1:], theirs[1:], limits)
    lost = sum(one.count - one.refused for one in ours) - stored[0]
    limits.hold("acknowledged and not stored", f"{max(0, lost):,}", "0", is_kept=lost <= 0)
    limits.hold("stored twice", f"{stored[0] - stored[1]:,}", "0", is_kept=stored[0] == stored[1])
    print(f"The drainer filed and judged {stored[0] / seconds:,.0f} a second.")


def drained(site: Installation) -> tuple[tuple[int, int], float]:
    """Let the worker file everything; return rows and texts, and how many seconds it took."""
    spool, began = site.folder / "spool/comments", time.monotonic()
    with serving(site, "worker", LOAD_CORE):
        assert site.eventually(lambda: not list(spool.glob("*.spool")), seconds=600)
        seconds = time.monotonic() - began
    return counted(site), seconds


def counted(site: Installation) -> tuple[int, int]:
    rows, texts = site.python(COUNT).split()
    return int(rows), int(texts)


def say(who: str, taken: Taken) -> None:
    print(f"  {who:<10} {taken.rate:8,.0f}/s  p50 {taken.median:7.1f}  p99 {taken.tail:7.1f} ms"
          f"  {taken.cost:7,.0f} µs  refused {taken.refused}", flush=True)  # fmt: skip


def tell(ours: list[Taken], theirs: list[Taken], limits: Limits) -> None:
    print("\n| what | measured | limit | kept |\n|---|---:|---:|---|")
    rate, tail = (
        statistics.median(getattr(one, name) for one in ours) for name in ("rate", "tail")
    )
    other, slow = (
        statistics.median(getattr(one, name) for one in theirs) for name in ("rate", "tail")
    )
    limits.hold("comments a second", f"{rate:,.0f}", f"{RATE:,}", is_kept=rate >= RATE)
    limits.hold("their p99, ms", f"{tail:.1f}", f"{TAIL:g}", is_kept=tail <= TAIL)
    limits.hold("refused", str(sum(one.refused for one in ours)), "0",
                is_kept=not any(one.refused for one in ours))  # fmt: skip
    cost, theirs_cost = (statistics.median(one.cost for one in side) for side in (ours, theirs))
    print(f"| processor's time for each, µs | {cost:,.0f} | | |")
    print(
        f"| WordPress, µs of PHP's alone | {theirs_cost:,.0f} | | {theirs_cost / cost:.0f} times |"
    )
    print(f"| WordPress, comments a second | {other:,.0f} | | {rate / other:,.0f} times fewer |")
    print(f"| WordPress, their p99, ms | {slow:.1f} | | |")


def pouring(limits: Limits) -> None:
    with installation(1) as site:
        site.serve()
        form = form_of(site)
        before = read(site, 20.0)
        reading = Reading(site.port, "/ar/1/")
        reading.start()
        taken = pour(site.port, PLACE, form, count=POURED, seconds=MINUTE)
        meanwhile, poured = reading.end(), time.monotonic()
        site.eventually(lambda: counted(site)[0] >= POURED, seconds=120)
        late, (rows, texts) = time.monotonic() - poured, counted(site)
    print("\n| what | measured | limit | kept |\n|---|---:|---:|---|")
    limits.hold("acknowledged in 60 s", f"{taken:,}", f"{POURED:,}", is_kept=taken == POURED)
    is_kept = rows == texts == POURED
    limits.hold("stored, of them different", f"{rows:,}, {texts:,}", f"{POURED:,}", is_kept=is_kept)
    print(f"| the last of them, s after it was sent | at most {late:.1f} | | |")
    limits.hold(
        "p50 of the story's page before and meanwhile, ms",
        f"{before[0]:.2f}, {meanwhile[0]:.2f}", "1 more", is_kept=meanwhile[0] <= before[0] + 1,
    )  # fmt: skip
    limits.hold(
        "its p99, ms",
        f"{before[1]:.2f}, {meanwhile[1]:.2f}", "20 more", is_kept=meanwhile[1] <= before[1] + 20,
    )  # fmt: skip


def read(site: Installation, seconds: float) -> tuple[float, float]:
    reading = Reading(site.port, "/ar/1/")
    reading.start()
    time.sleep(seconds)
    return reading.end()


def thread(limits: Limits) -> None:
    with installation(3) as site:
        none, few, many = map(float, site.python(THREAD.replace("TEXT", "شكرا على الخبر")).split())
        with serving(site, "web", SERVER_CORE):
            assert site.eventually(lambda: site.status("/ar/3/") == 200, seconds=60)
            kept = [kept_page(site, number) for number in (1, 2, 3) * 3]
    medians = [statistics.median(kept[place::3]) for place in range(3)]
    print("\n| what | without | with 50 | with 10,000 |\n|---|---:|---:|---:|")
    print(f"| rendering the story's page, ms | {none:.1f} | {few:.1f} | {many:.1f} |")
    print("| reading it kept, p50 in ms | " + " | ".join(f"{one:.3f}" for one in medians) + " |")
    print("\n| what | measured | limit | kept |\n|---|---:|---:|---|")
    limits.hold(
        "rendering with 10,000, of 50", f"{many / few:.2f}", "1.25", is_kept=many <= 1.25 * few
    )
    limits.hold(
        "reading kept with 10,000, of none", f"{medians[2] / medians[0]:.2f}", "1.5",
        is_kept=medians[2] <= 1.5 * medians[0],
    )  # fmt: skip


def kept_page(site: Installation, number: int) -> float:
    """Return the median time to read a kept page on one connection, in ms."""
    command = ["taskset", "-c", str(LOAD_CORE), "wrk", "-t1", "-c1", "-d3s", "--latency", "-H",
               "Accept-Encoding: gzip", f"http://127.0.0.1:{site.port}/ar/{number}/"]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return milliseconds(found(r"(?m)^\s+50%\s+(\S+)", said))


if __name__ == "__main__":
    main()
