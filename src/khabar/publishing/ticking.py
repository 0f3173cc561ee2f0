"""Work that is done every so often: its ticks are rows of the ledger like any other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from khabar.publishing.models import LedgerRow, Mark
from khabar.publishing.registering import CONSEQUENCES, TICK, Consequence
from khabar.publishing.waking import wake

PREFIX = "every"


def begin_due_work() -> int:
    """Write a row for all periodic work that is due; return how many that were.

    However many ticks were missed, there is one row. A tick that still runs is not overtaken.
    """
    marks = dict(Mark.objects.filter(name__startswith=f"{PREFIX}/").values_list("name", "moment"))
    periodic = [known for known in CONSEQUENCES.values() if known.every]
    due = [work for work in periodic if is_due(work, marks.get(subject_of(work)))]
    return sum(_begin(work) for work in due)


def subject_of(work: Consequence) -> str:
    """Return the subject under which the ticks of `work` are in the ledger."""
    return f"{PREFIX}/{work.name}"


def is_due(work: Consequence, last: datetime | None) -> bool:
    """Return whether `work` is due again. A last tick that lies ahead was that of a wrong clock."""
    return last is None or not last <= timezone.now() < last + work.every


@transaction.atomic
def _begin(work: Consequence) -> bool:
    """Write the row, unless another scheduler has done so or the last tick isn't worked off."""
    subject, moment = subject_of(work), timezone.now()
    locked = Mark.objects.select_for_update()
    mark, is_new = locked.get_or_create(name=subject, defaults={"moment": moment})
    if not is_new and not is_due(work, mark.moment):
        return False
    Mark.objects.filter(name=subject).update(moment=moment)
    ticks = LedgerRow.objects.filter(subject=subject)
    if ticks.open().exists():
        return False
    # What was given up is taken up again by this tick.
    ticks.filter(given_up_at__isnull=False).delete()
    LedgerRow.objects.create(kind=TICK, subject=subject, consequence=work.name, lane=work.lane)
    transaction.on_commit(wake, robust=True)
    return True
