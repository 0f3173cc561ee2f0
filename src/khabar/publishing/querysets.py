"""Questions to the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from khabar.publishing.models import Alarm, LedgerRow  # noqa: F401


class LedgerQuerySet(models.QuerySet["LedgerRow"]):
    """Rows of the ledger."""

    def open(self) -> Self:
        """Return what is neither done nor given up."""
        return self.filter(done_at=None, given_up_at=None)

    def failing(self) -> Self:
        """Return what went wrong: given up, or to be tried again."""
        return self.filter(done_at=None).exclude(given_up_at=None, last_error="")

    def waiting(self) -> Self:
        """Return what is still to be done and has never gone wrong."""
        return self.open().filter(last_error="")

    def done(self) -> Self:
        """Return what is done."""
        return self.filter(done_at__isnull=False)

    def leased(self) -> Self:
        """Return what workers hold, also where a lease has run out."""
        return self.filter(lease_until__isnull=False)

    def claimable(self, *, lane: int, moment: datetime, known: Iterable[str]) -> Self:
        """Return the rows of `lane` that a worker may take at `moment`, the most urgent first.

        `known` names the consequences that this process has: rows of others are left to whoever
        knows them. A row waits while an earlier one of its subject is being worked off, has not
        been tried yet, or has the same consequence. So the order is kept for each subject, and a
        consequence that fails holds up no other.
        """
        names = list(known)
        due = self.open().filter(lane=lane, consequence__in=names, run_after__lte=moment)
        earlier = self.model._default_manager.filter(
            Q(consequence=OuterRef("consequence"))
            | Q(lease_until__isnull=False)
            | Q(attempts=0, run_after__lte=moment),
            done_at=None,
            given_up_at=None,
            subject=OuterRef("subject"),
            pk__lt=OuterRef("pk"),
            lane__lte=OuterRef("lane"),
            consequence__in=names,
        )
        free = due.filter(~Exists(earlier), lease_until=None)
        return free.order_by("run_after", "pk")


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Alarms."""

    def resting(self, moment: datetime) -> Self:
        """Return the alarms of items that are not to be tried again before `moment`."""
        return self.filter(run_after__gt=moment)
