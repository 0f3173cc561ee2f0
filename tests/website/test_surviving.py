"""Readers go on reading: without a database, and while processes are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.website.installation import Installation, children_of

pytestmark = [pytest.mark.faults, pytest.mark.once]
MANY = 1000
# What is read while the database is away is the same with either; here it is only not there.
SOME = 200
PUBLICATIONS = 60
PUBLISH = """
import sys
import django; django.setup()
from khabar.stories.models import Story
for turn in range(TURNS):
    story = Story.objects.get(number=turn % 10 + 1)
    story.headline = f"إصدار {turn} من خبر {story.number}"
    story.save_revision().publish()
    print(turn, flush=True)
"""
AGREE = """
import django; django.setup()
from wagtail.models import ModelLogEntry
from khabar.publishing.models import LedgerRow
from khabar.stories.models import Story
print(LedgerRow.objects.filter(done_at=None).count())
print(ModelLogEntry.objects.filter(action="wagtail.publish").count())
for story in Story.objects.filter(number__lte=10).order_by("number"):
    print(story.headline)
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    with Installation(tmp_path) as installation:
        yield installation


def read_everything(site: Installation, many: int = MANY) -> set[int]:
    return {site.status(f"/ar/{number}/") for number in range(1, many + 1)}


def test_readers_read_on_while_the_database_file_is_gone(site: Installation) -> None:
    site.fill(MANY + 1)
    site.serve()
    assert read_everything(site) == {200}
    away = site.folder / "away"
    away.mkdir()
    for file in site.folder.glob("khabar.db*"):
        file.rename(away / file.name)
    assert read_everything(site) == {200}
    status, page = site.get(f"/ar/{MANY + 1}/")
    assert status == 503
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page
    for file in site.folder.glob("khabar.db*"):
        file.unlink()
    for file in away.iterdir():
        file.rename(site.folder / file.name)
    assert site.eventually(lambda: site.status(f"/ar/{MANY + 1}/") == 200, seconds=60)


def test_readers_read_on_while_postgresql_refuses(tmp_path: Path, postgresql: str) -> None:
    name = postgresql.rsplit("/", 1)[1]
    server = postgresql.removesuffix(name) + "postgres"
    with (
        Installation(tmp_path, postgresql) as site,
        psycopg.connect(server, autocommit=True) as superuser,
    ):
        site.fill(SOME + 1)
        site.serve()
        assert read_everything(site, SOME) == {200}
        superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        assert read_everything(site, SOME) == {200}
        assert site.status(f"/ar/{SOME + 1}/") == 503
        superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert site.eventually(lambda: site.status(f"/ar/{SOME + 1}/") == 200, seconds=60)
        site.stop()


def test_killed_processes_leave_every_page_old_or_new_and_in_the_end_new(
    site: Installation,
) -> None:
    site.fill(10)
    site.serve()
    assert site.server
    script = PUBLISH.replace("TURNS", str(PUBLICATIONS))
    publisher = subprocess.Popen(
        [sys.executable, "-c", script], env=site.environment, stdout=subprocess.DEVNULL
    )
    chance = random.Random(76227)
    while publisher.poll() is None:
        time.sleep(chance.uniform(0.05, 0.6))
        victims = children_of(site.server.pid)
        victims += [child for victim in victims for child in children_of(victim)]
        if victims:
            os.kill(chance.choice(victims), signal.SIGKILL)
        status, page = site.get(f"/ar/{chance.randint(1, 10)}/")
        # Nobody may answer while the web process starts again; half a page never comes.
        assert status in (0, 200), status
        assert status == 0 or page.rstrip().endswith("</html>")
    assert publisher.returncode == 0

    def all_agree() -> bool:
        waiting, published, *headlines = site.python(AGREE).splitlines()
        pages = (site.get(f"/ar/{number}/")[1] for number in range(1, 11))
        fresh = all(line in page for line, page in zip(headlines, pages, strict=True))
        return fresh and waiting == "0" and int(published) == PUBLICATIONS

    assert site.eventually(all_agree, seconds=90)


def test_it_stops_within_twenty_seconds(site: Installation) -> None:
    site.fill(1)
    site.serve()
    began = time.monotonic()
    assert site.stop() == 0
    assert time.monotonic() - began < 20
