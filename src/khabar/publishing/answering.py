"""An editor's answers at the desk: try it again, the clock is right, I have seen it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khabar.publishing.alarming import end_alarm
from khabar.publishing.models import AT_ONCE, Alarm, LedgerRow
from khabar.publishing.querysets import LedgerQuerySet
from khabar.publishing.timing import set_mark
from khabar.publishing.waking import wake

Kind = Alarm.Kind
ANSWERS: dict[str, Promise] = {
    Kind.UNPUBLISHED: _("Try again"),
    Kind.UNEXPIRED: _("Try again"),
    Kind.CLOCK_BACK: _("The clock is right now"),
    Kind.CLOCK_AHEAD: _("The clock is right now"),
    Kind.LATE: _("Seen"),
    Kind.KEYS: _("Seen"),
}


def retry(rows: LedgerQuerySet) -> int:
    """Have rows that went wrong tried again now; return how many that are."""
    idle = rows.failing().filter(lease_until=None)
    count = idle.update(attempts=0, given_up_at=None, run_after=AT_ONCE)
    wake()
    return count


@transaction.atomic
def retry_everything() -> int:
    """Have all that went wrong tried again now; return how many consequences and items that are."""
    resting = Alarm.objects.filter(kind__in=[Kind.UNPUBLISHED, Kind.UNEXPIRED])
    return retry(LedgerRow.objects.all()) + resting.update(run_after=AT_ONCE)


def answer(alarm: Alarm) -> None:
    """Do what the button of an alarm says."""
    if alarm.kind in (Kind.UNPUBLISHED, Kind.UNEXPIRED):
        Alarm.objects.filter(pk=alarm.pk).update(run_after=AT_ONCE)
        return
    if alarm.kind in (Kind.CLOCK_BACK, Kind.CLOCK_AHEAD):
        set_mark(timezone.now())
    end_alarm(alarm.key)
