"""What this app itself does every so often."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_noop

from khabar.publishing.models import Alarm, LedgerRow
from khabar.publishing.querysets import LedgerQuerySet
from khabar.publishing.registering import CONSEQUENCES, every

KEEP_DONE: Final = timedelta(days=7)
KEEP_GIVEN_UP: Final = timedelta(days=90)
# How long a row may wait for a version of the program that knows its consequence.
WAIT_FOR_OWNER: Final = timedelta(days=1)
AT_A_TIME: Final = 1000

NOBODY = gettext_noop("No part of this installation does this any more.")


@every(name="publishing.prune", minutes=60)
def prune() -> None:
    """Give up what nobody knows any more, and forget what was done or given up long ago."""
    now = timezone.now()
    unknown = LedgerRow.objects.open().exclude(consequence__in=list(CONSEQUENCES))
    stale = unknown.filter(recorded_at__lt=now - WAIT_FOR_OWNER, lease_until=None)
    stale.update(given_up_at=now, last_error=NOBODY)
    delete_slowly(LedgerRow.objects.filter(done_at__lt=now - KEEP_DONE))
    delete_slowly(LedgerRow.objects.filter(given_up_at__lt=now - KEEP_GIVEN_UP))
    Alarm.objects.filter(kind=Alarm.Kind.LATE, last_at__lt=now - KEEP_DONE).delete()


def delete_slowly(rows: LedgerQuerySet) -> None:
    """Delete rows in short transactions: nobody who publishes waits for it."""
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        LedgerRow.objects.filter(pk__in=keys).delete()
