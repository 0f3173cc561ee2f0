"""Writing into the ledger, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from khabar.publishing.models import Lane, LastKeys, LedgerRow
from khabar.publishing.registering import Consequence, following
from khabar.publishing.waking import wake

_in_background: ContextVar[bool] = ContextVar("in_background", default=False)


@contextmanager
def in_background() -> Iterator[None]:
    """Let what is recorded meanwhile wait for everything else: an import must not delay news."""
    token = _in_background.set(True)
    try:
        yield
    finally:
        _in_background.reset(token)


@transaction.atomic
def record(
    *,
    kind: str,
    subject: str,
    keys: Iterable[str],
    payload: Any = None,
    title: str = "",
    forget: bool = False,
) -> list[LedgerRow]:
    """Write down that something happened to `subject`, a row for each consequence, and wake.

    `keys` are the subject's keys as they are now; each row also holds those of its event before.
    `payload` is anything that JSON can hold, `title` what editors call the subject. With `forget`
    the subject is gone for good. Call it in the transaction of the change; without one it opens
    its own. Returns the rows.
    """
    if isinstance(keys, str):
        raise TypeError(f"keys must be several strings, not one: {keys!r}")
    now = list(dict.fromkeys(keys))
    former = _exchange_keys(subject, now)
    if forget:
        LastKeys.objects.filter(subject=subject).delete()
    rows = [
        LedgerRow(
            kind=kind,
            subject=subject,
            title=title[:255],
            consequence=follower.name,
            lane=_lane(follower),
            keys=now,
            former_keys=former,
            payload=payload,
        )
        for follower in following(kind, subject)
    ]
    _hurry_earlier(subject)
    LedgerRow.objects.bulk_create(rows)
    transaction.on_commit(wake, robust=True)
    return rows


def former_keys(subject: str) -> list[str]:
    """Return the keys that `subject` had at its last event."""
    last = LastKeys.objects.filter(subject=subject).first()
    return list(last.keys) if last else []


def _exchange_keys(subject: str, keys: list[str]) -> list[str]:
    """Keep the new keys and return the former ones.

    The lock on the row is held until the change is committed. So the rows of a subject have
    their numbers in the order of its changes, which the order of the work relies on.
    """
    locked = LastKeys.objects.select_for_update()
    last, is_new = locked.get_or_create(subject=subject, defaults={"keys": keys})
    if is_new:
        return []
    former: list[str] = last.keys
    if former != keys:
        last.keys = keys
        last.save(update_fields=["keys"])
    return former


def _lane(follower: Consequence) -> Lane:
    return Lane.BACKGROUND if _in_background.get() else follower.lane


def _hurry_earlier(subject: str) -> None:
    """Let rows of an import that this event would have to wait for be done before it."""
    if not _in_background.get():
        waiting = LedgerRow.objects.open().filter(subject=subject, lane=Lane.BACKGROUND)
        waiting.update(lane=Lane.READERS)
