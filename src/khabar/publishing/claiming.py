"""Taking the most urgent row of the ledger, in one statement.

The order is kept for each subject, and a consequence that fails holds up nothing but itself: a row
waits while an earlier one of its subject is being worked off, has the same consequence, or is just
about to be tried for the first time.

It is written in SQL since Django's query builder takes eight times as long to put it together as
either database to answer it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from khabar.publishing.leasing import LEASE
from khabar.publishing.models import LedgerRow
from khabar.publishing.registering import CONSEQUENCES

# Rows whose consequence this process doesn't know are left to whoever knows it. Where PostgreSQL's
# statistics are out of date, as a queue's are, it turns NOT EXISTS into a join over all that waits;
# a single value it looks up by the index each time.
URGENT = """
SELECT r.id FROM khabar_publishing_ledgerrow r
WHERE r.done_at IS NULL AND r.given_up_at IS NULL AND r.lease_until IS NULL
  AND r.lane = %(lane)s AND r.run_after <= %(moment)s AND r.consequence IN ({known})
  AND (
    SELECT earlier.id FROM khabar_publishing_ledgerrow earlier
    WHERE earlier.done_at IS NULL AND earlier.given_up_at IS NULL
      AND earlier.subject = r.subject AND earlier.id < r.id AND earlier.lane <= r.lane
      AND earlier.consequence IN ({known})
      AND (
        earlier.lease_until IS NOT NULL
        OR earlier.consequence = r.consequence
        OR (
          earlier.attempts = 0 AND earlier.run_after <= %(moment)s
          AND NOT EXISTS (
            SELECT 1 FROM khabar_publishing_ledgerrow same
            WHERE same.done_at IS NULL AND same.given_up_at IS NULL
              AND same.subject = earlier.subject AND same.id < earlier.id
              AND same.consequence = earlier.consequence
          )
        )
      )
    LIMIT 1
  ) IS NULL
ORDER BY r.run_after, r.id LIMIT 1
"""
TAKE = """
UPDATE khabar_publishing_ledgerrow
SET attempts = attempts + 1, lease_owner = %(owner)s, lease_until = %(until)s
WHERE id = ({urgent}) AND lease_until IS NULL
RETURNING *
"""


def claim(*, owner: str, lanes: Iterable[int], lease: timedelta = LEASE) -> LedgerRow | None:
    """Lease the most urgent row of `lanes` to `owner`, or return `None` where there is none."""
    for lane in lanes:
        if is_something_due(lane) and (row := _take(owner, lane, lease)):
            return row
    return None


def is_something_due(lane: int) -> bool:
    """Return whether there is something to take. A look takes no lock; SQLite has only one."""
    known, words = _words(lane)
    with connection.cursor() as cursor:
        cursor.execute(URGENT.format(known=known), words)
        return cursor.fetchone() is not None


def _take(owner: str, lane: int, lease: timedelta) -> LedgerRow | None:
    known, words = _words(lane)
    # On PostgreSQL two workers take two rows; SQLite has one writer at a time.
    skip = "FOR UPDATE OF r SKIP LOCKED" if connection.vendor == "postgresql" else ""
    statement = TAKE.format(urgent=URGENT.format(known=known) + skip)
    words |= {"owner": owner, "until": _adapted(timezone.now() + lease)}
    return next(iter(list(LedgerRow.objects.raw(statement, words))), None)


def _words(lane: int) -> tuple[str, dict[str, Any]]:
    """Return placeholders for the names of the known consequences, and all that fills the query."""
    names = {f"name_{number}": name for number, name in enumerate(CONSEQUENCES)}
    known = ", ".join(f"%({key})s" for key in names) or "NULL"
    return known, {**names, "lane": lane, "moment": _adapted(timezone.now())}


def _adapted(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
