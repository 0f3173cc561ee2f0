"""Feeding this machine's index from what the ledger says of stories.

The index isn't written by whoever works off a row, for each machine has one of its own: all of
them read the same rows of `search.index`, and the desk's revisions, each from where it stopped. So
a second machine is one more copy, and one that was switched off catches up.

PostgreSQL may show a row later than one with a higher number, since transactions end when they
will. So rows are only left behind when they are two minutes old; what was done since is remembered.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from khabar.publishing.models import LedgerRow
from khabar.search import opening
from khabar.search.changing import Changed
from khabar.search.describing import describe
from khabar.search.engine import Writer
from khabar.search.indexing import open_writer
from khabar.search.recording import record_of
from khabar.search.suggesting import build_names
from khabar.stories.models import Story

CONSEQUENCES: Final = ("search.index", "search.rename")
SETTLED: Final = timedelta(minutes=2)
AT_A_TIME: Final = 500
# In seconds. The ledger keeps what is done for seven days.
NOTED_AGAIN: Final = 600.0
FORGOTTEN: Final = 6 * 24 * 3600.0


class Behind(Exception):
    """The index can't follow: it must be built anew."""


@dataclass
class Log:
    """One of the two logs that are followed: up to where, and what was done beyond that.

    `moment` is the column that says when a row was written, `subject` the one that says of what.
    """

    rows: QuerySet[Any]
    moment: str
    subject: str
    upto: int
    done: dict[int, datetime] = field(default_factory=dict)
    looked_back: float = 0.0

    def news(self) -> dict[int, tuple[datetime, str]]:
        """Return by their keys the next rows that weren't followed yet."""
        beyond = self.rows.filter(pk__gt=self._beginning()).order_by("pk")
        found = beyond.values_list("pk", self.moment, self.subject).iterator()
        fresh = ((pk, (at, of)) for pk, at, of in found if pk not in self.done)
        return dict(islice(fresh, AT_A_TIME))

    def _beginning(self) -> int:
        """Return the row to look from: each second, less often when there are many, from where
        late ones may still come; else from the last."""
        now = time.monotonic()
        if now - self.looked_back < max(1.0, len(self.done) / 5000):
            return max(self.done, default=self.upto)
        self.looked_back = now
        return self.upto

    def follow(self, news: dict[int, tuple[datetime, str]]) -> None:
        """Remember what was followed, and leave behind what nothing can come before any more."""
        self.done |= {pk: at for pk, (at, _subject) in news.items()}
        before = timezone.now() - SETTLED
        self.upto = max([self.upto, *(pk for pk, at in self.done.items() if at < before)])
        self.done = {pk: at for pk, at in self.done.items() if pk > self.upto}


class Feed:
    """The one writer of this machine's index. Threads of a process may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._writer: Writer | None = None
        self._state = opening.State(archive="")
        self._ledger: Log
        self._revisions: Log

    def keep_up(self) -> bool:
        """Follow all that is new, and return whether this process could: another may be at it.

        Raises `Unavailable` where there is no index that can be fed, and `Behind` where it must be
        built anew.
        """
        with self._lock:
            try:
                return self._followed_all()
            except ValueError:
                # A writer that failed once, for want of space, say, is of no use any more.
                self._close()
                return self._followed_all()

    def close(self) -> None:
        """Let another process write."""
        with self._lock:
            self._close()

    def _followed_all(self) -> bool:
        if not self._opened():
            return False
        while self._followed_some():
            pass
        return True

    def _close(self) -> None:
        if self._writer:
            with suppress(ValueError):
                self._writer.close()
        self._writer = self._folder = None

    def _opened(self) -> bool:
        folder = opening.current()
        if self._folder == folder and self._writer:
            if opening.is_damaged(folder):
                self._close()
                raise Behind("It was found damaged.")
            return True
        self._close()
        self._state = must_be_fed(folder)
        self._writer = open_writer(folder)
        self._folder = folder
        self._ledger = Log(ledger_rows(), "recorded_at", "subject", self._state.ledger)
        self._revisions = Log(story_revisions(), "created_at", "object_id", self._state.revision)
        return self._writer is not None

    def _followed_some(self) -> bool:
        published, drafted = self._ledger.news(), self._revisions.news()
        changed = Changed()
        for _at, subject in published.values():
            changed.note(*subject.split("/"))
        changed.draft(int(key) for _at, key in drafted.values())
        for numbers in changed.in_portions(AT_A_TIME):
            self._replace(numbers)
        if changed.names and self._folder:
            build_names(self._folder)
        self._ledger.follow(published)
        self._revisions.follow(drafted)
        self._note()
        return bool(published or drafted)

    def _replace(self, numbers: set[int]) -> None:
        if self._writer is None:
            raise ValueError("The index isn't open.")
        keys = Story.objects.filter(number__in=numbers).values_list("pk", flat=True)
        entries = describe(keys)
        for number in sorted(numbers):
            records = [record_of(entry) for entry in entries.get(number, [])]
            self._writer.replace(number, records)
        self._writer.commit()

    def _note(self) -> None:
        """Write down how far the index is, where that changed; now and then also that it didn't."""
        if self._folder is None:
            return
        state = replace(self._state, ledger=self._ledger.upto, revision=self._revisions.upto)
        if state != self._state or self._state.followed_at < time.time() - NOTED_AGAIN:
            self._state = replace(state, followed_at=time.time())
            self._state.write(self._folder)


def must_be_fed(folder: Path) -> opening.State:
    """Return the state of the index in `folder`. Raises `Behind` where it can't follow."""
    state = opening.State.read(folder)
    if opening.is_damaged(folder):
        raise Behind("It was found damaged.")
    if not state.is_of_today:
        raise Behind("It was made by another version.")
    if state.archive != opening.archive():
        raise Behind("It belongs to another archive.")
    if state.ledger > (newest(LedgerRow.objects.all()) or state.ledger):
        raise Behind("The database is older than the index.")
    if state.followed_at < time.time() - FORGOTTEN:
        raise Behind("It followed so long ago that the ledger has forgotten what came since.")
    return state


def ledger_rows() -> QuerySet[LedgerRow]:
    """Return the ledger's rows that say that readers' stories changed."""
    return LedgerRow.objects.filter(consequence__in=CONSEQUENCES)


def story_revisions() -> QuerySet[Revision]:
    """Return the desk's revisions of stories."""
    return Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Story))


def newest(rows: QuerySet[Any]) -> int:
    """Return the highest key of `rows`, or 0."""
    return rows.aggregate(newest=Max("pk"))["newest"] or 0
