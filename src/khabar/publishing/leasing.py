"""Keeping rows of the ledger, and settling them; `claiming` takes them.

A worker holds a row by a lease, which it makes longer while it works. Whatever happens to it, the
lease runs out and another worker takes the row.
"""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_noop

from khabar.publishing.models import AT_ONCE, Lane, LedgerRow
from khabar.publishing.registering import CONSEQUENCES, GiveUp
from khabar.publishing.waking import is_dead

LEASE: Final = timedelta(seconds=60)
FIRST_PAUSE: Final = timedelta(seconds=2)
LONGEST_PAUSE: Final = timedelta(hours=1)
LONGEST_ERROR: Final = 2000

LOST = gettext_noop("The worker stopped while it was being done.")


def finish(row: LedgerRow) -> None:
    """Mark a row as done."""
    _settle(row, done_at=timezone.now(), last_error="")


def fail(row: LedgerRow, error: BaseException) -> None:
    """Note what went wrong with a row: it is tried again later, or given up."""
    if isinstance(error, GiveUp) or row.attempts >= CONSEQUENCES[row.consequence].attempts:
        give_up(row, describe(error))
    else:
        pause = pause_after(row.attempts)
        _settle(row, run_after=timezone.now() + pause, last_error=describe(error))


def give_up(row: LedgerRow, reason: str) -> None:
    """Try a row no more; the desk shows it until an editor has it tried again."""
    _settle(row, given_up_at=timezone.now(), last_error=reason)


def _settle(row: LedgerRow, **changes: datetime | str) -> None:
    """Write how it went, unless the lease was lost: then another worker will write it."""
    mine = LedgerRow.objects.open().filter(
        pk=row.pk, lease_owner=row.lease_owner, attempts=row.attempts
    )
    mine.update(lease_owner="", lease_until=None, **changes)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, give or take a
    quarter, so that what failed together isn't tried again together."""
    doubled = FIRST_PAUSE * float(2 ** min(attempts - 1, 20))
    spread: float = random.uniform(0.75, 1.25)  # noqa: S311  (nobody gains by guessing it)
    return min(doubled, LONGEST_PAUSE) * spread


def describe(error: BaseException) -> str:
    """Return what an error says and where it was raised, in two short lines."""
    said = f"{type(error).__name__}: {error}".strip().rstrip(":")[:LONGEST_ERROR]
    frames = traceback.extract_tb(error.__traceback__)
    where = f"\n{frames[-1].filename}:{frames[-1].lineno} {frames[-1].name}" if frames else ""
    return said + where


def extend(rows: Iterable[LedgerRow], lease: timedelta = LEASE) -> None:
    """Keep rows that are being worked on, as far as they are still held."""
    for row in rows:
        held = LedgerRow.objects.leased().filter(pk=row.pk, lease_owner=row.lease_owner)
        held.filter(attempts=row.attempts).update(lease_until=timezone.now() + lease)


def release(owner: str) -> int:
    """Let another worker take what `owner` holds; return how many rows that were."""
    held = LedgerRow.objects.leased().filter(lease_owner=owner)
    return held.update(lease_owner="", lease_until=None)


def take_up_lost(lease: timedelta = LEASE) -> int:
    """Free the rows of workers that died, and of clocks that were put back; return how many.

    A row is tried again at once the first time. If it is lost again, it may be what kills the
    worker, so it waits like one that failed and is given up after as many attempts.
    """
    lost = [row for row in LedgerRow.objects.leased() if _is_lost(row, lease)]
    for row in lost:
        _lose(row)
    return len(lost) + _undo_a_jump()


def _is_lost(row: LedgerRow, lease: timedelta) -> bool:
    left = (row.lease_until or AT_ONCE) - timezone.now()
    return not timedelta(0) <= left <= 2 * lease or is_dead(row.lease_owner)


def _lose(row: LedgerRow) -> None:
    if row.consequence in CONSEQUENCES and row.attempts >= CONSEQUENCES[row.consequence].attempts:
        give_up(row, LOST)
    elif row.attempts > 1:
        _settle(row, run_after=timezone.now() + pause_after(row.attempts), last_error=LOST)
    else:
        _settle(row, run_after=AT_ONCE, last_error=LOST)


def _undo_a_jump() -> int:
    """Let rows be tried whose pause is longer than any: the clock was put back meanwhile."""
    longest, freed = timezone.now() + 2 * LONGEST_PAUSE, 0
    for lane in Lane.values:
        paused = LedgerRow.objects.open().filter(lane=lane, run_after__gt=longest)
        freed += paused.update(run_after=AT_ONCE) if paused.exists() else 0
    return freed
