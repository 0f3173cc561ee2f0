"""Questions to the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

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


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Alarms."""

    def resting(self, moment: datetime) -> Self:
        """Return the alarms of items that are not to be tried again before `moment`."""
        return self.filter(run_after__gt=moment)
