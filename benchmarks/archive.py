"""What the archive asks of the database, at a million stories.

    .venv/bin/python benchmarks/archive.py [--stories 1000000] [--database postgresql://…/empty]

Fills a new database, SQLite in a temporary folder unless `--database` names an empty one, with rows
of stories over twenty years, a tenth of them in Persian, a thousand of them on one day. Then it
makes each kind of page seven times and prints the database's time of the median, the number of
queries, and whether it keeps within the limit. Rows have no pictures and short bodies: an
archive's page shows the pictures of twenty stories, however many there are, and reads no body.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import tempfile
import time
import uuid
from typing import Any

LIMIT_MILLISECONDS, ROUNDS, YEARS = 50, 7, 20
BUSY, CROWD = dt.datetime(2019, 5, 6, 9, tzinfo=dt.UTC), 1_000
PAGES = {
    "years": "/ar/archive/",
    "a year": "/ar/archive/2015/",
    "a month": "/ar/archive/2015/03/",
    "a day": "/ar/archive/2015/03/14/",
    "a busy day": "/ar/archive/2019/05/06/",
    "a busy day, further on": "/ar/archive/2019/05/06/?after={middle}",
    "an empty day before all": "/ar/archive/1950/01/01/",
    "years, Solar Hijri": "/fa/archive/",
    "a year, Solar Hijri": "/fa/archive/1394/",
    "a month, Solar Hijri": "/fa/archive/1394/01/",
    "a day, Solar Hijri": "/fa/archive/1394/01/14/",
    "today": "/ar/archive/{today}/",
}


def prepare(folder: str, database: str) -> None:
    """Point Khabar at a new installation and make its tables."""
    os.environ["KHABAR_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "khabar.settings"
    os.environ["DATABASE_URL"] = database or f"sqlite:///{folder}/khabar.db"
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def fill(count: int) -> int:
    """Write so many rows; return the number of a story in the middle of the busy day."""
    from wagtail.models import Locale  # noqa: PLC0415

    from khabar.stories.models import Story  # noqa: PLC0415
    from khabar.topics.models import Section  # noqa: PLC0415

    section = Section.objects.create(slug="news", names={"ar": "أخبار", "fa": "خبر"})
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in ("ar", "fa")]
    step = dt.timedelta(days=365.25 * YEARS) / count
    begin = dt.datetime.now(dt.UTC) - step * count

    def differing(number: int) -> dict[str, Any]:
        crowded = number > count - CROWD
        moment = BUSY + dt.timedelta(seconds=number % 20_000) if crowded else begin + step * number
        locale = locales[not crowded and number % 10 == 0].pk
        return {
            "id": number, "number": number, "headline": f"خبر {number}", "locale": locale,
            "first_published_at": moment, "last_published_at": moment,
            "translation_key": uuid.UUID(int=number),
        }  # fmt: skip

    alike = Story(section=section, lead="نص قصير يسبق الخبر.", live=True)
    for first in range(1, count + 1, 20_000):
        numbers = range(first, min(first + 20_000, count + 1))
        write(alike, [differing(number) for number in numbers])
    analyse()
    return count - CROWD // 2


def write(alike: Any, rows: list[dict[str, Any]]) -> None:
    """Write rows that are like one story but for some fields."""
    from django.db import connection, transaction  # noqa: PLC0415

    fields = alike._meta.concrete_fields
    same = {f.name: f.get_db_prep_save(f.pre_save(alike, True), connection) for f in fields}
    prepare = {name: alike._meta.get_field(name).get_db_prep_save for name in rows[0]}
    prepared = (
        same | {name: prepare[name](value, connection) for name, value in row.items()}
        for row in rows
    )
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(alike._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in prepared:
                    copy.write_row(list(row.values()))
            return
        places = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"
        cursor.executemany(statement, [list(row.values()) for row in prepared])


def analyse() -> None:
    """Let the database look at its tables, as it does by itself in the course of a day."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def measure(address: str) -> tuple[float, int]:
    """Return the milliseconds that the database takes for a page, and the number of queries."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    taken: list[float] = []

    def timed(execute: Any, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            taken.append(time.perf_counter() - began)

    client, rounds = Client(headers={"host": "localhost"}), []
    for _round in range(ROUNDS):
        taken.clear()
        with connection.execute_wrapper(timed):
            response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address} answers {response.status_code}.")
        rounds.append(sum(taken) * 1000)
    return statistics.median(rounds), len(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=1_000_000)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khabar-archive-") as folder:
        prepare(folder, options.database)
        began = time.perf_counter()
        middle = fill(options.stories)
        seconds = time.perf_counter() - began
        print(f"{options.stories:,} stories in {seconds:.0f} s\n")
        print("| page | database ms | queries | within 50 ms |\n|---|---:|---:|---|")
        today = dt.datetime.now(dt.UTC).strftime("%Y/%m/%d")
        for name, address in PAGES.items():
            taken, queries = measure(address.format(middle=middle, today=today))
            verdict = "yes" if taken <= LIMIT_MILLISECONDS else "NO"
            print(f"| {name} | {taken:.1f} | {queries} | {verdict} |", flush=True)


if __name__ == "__main__":
    main()
