"""Publishing and taking down what is due, in place of Wagtail's `publish_scheduled`.

Each item has a transaction of its own. Whoever holds its row looks again whether it is still due,
so that four schedulers publish it once. What fails keeps its schedule, holds up nothing else, is
tried again, and raises an alarm at the desk.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, OperationalError, close_old_connections, models, transaction
from django.utils import timezone
from wagtail.models import Revision

from khabar.publishing.alarming import end_alarm, raise_alarm
from khabar.publishing.leasing import describe, pause_after
from khabar.publishing.models import Alarm
from khabar.publishing.planning import Due, due_items
from khabar.publishing.ticking import begin_due_work
from khabar.publishing.timing import Clock

logger = logging.getLogger(__name__)

TICK: Final = 5.0
# No more than this may pass unnoticed between a planned moment and its publication.
LATE: Final = timedelta(seconds=60)
LONGEST_PAUSE: Final = timedelta(minutes=10)
WAS_LATE: Final = "schedule/late"


class NotPublished(Exception):
    """Raised where Wagtail did not do what was planned, without saying why."""


def run_scheduler(stop: threading.Event, *, tick: float = TICK) -> None:
    """Do what is due every `tick` seconds, until `stop` is set."""
    clock = Clock()
    while not stop.is_set():
        try:
            run_tick(clock)
        except DatabaseError:
            logger.warning("The scheduler waits for the database", exc_info=True)
        close_old_connections()
        stop.wait(tick)


def run_tick(clock: Clock) -> int:
    """Begin periodic work that is due, then publish what is due; return how many items.

    Periodic work never waits for the clock to be believed: nothing of it can be too early.
    """
    begin_due_work()
    moment = clock.now()
    return publish_due(moment) if moment else 0


def publish_due(moment: datetime) -> int:
    """Publish and take down everything that is due at `moment`; return how many items that were.

    Items that failed are left out until their pause is over. Never raises because of an item.
    """
    due = due_items(moment)
    _end_alarms_of_others(due)
    resting = set(Alarm.objects.resting(timezone.now()).values_list("key", flat=True))
    return sum(_attempt(item, moment) for item in due if item.key not in resting)


def _end_alarms_of_others(due: list[Due]) -> None:
    """End the alarms of items that an editor has put right, planned anew or deleted."""
    failed = Alarm.objects.filter(kind__in=[Alarm.Kind.UNPUBLISHED, Alarm.Kind.UNEXPIRED])
    for key in set(failed.values_list("key", flat=True)) - {item.key for item in due}:
        end_alarm(key)


def _attempt(due: Due, moment: datetime) -> bool:
    try:
        carried_out = carry_out(due, moment)
    except Exception as error:
        logger.exception("%s failed", due.key)
        # A database that is busy is no fault of the item; the next tick is near.
        if not isinstance(error, OperationalError) or timezone.now() - due.moment > LATE:
            _report(due, error)
        return False
    end_alarm(due.key)
    return carried_out


@transaction.atomic
def carry_out(due: Due, moment: datetime) -> bool:
    """Publish or take down one item; return whether it was still due.

    It is not where somebody else has done so, or holds the item's row: then the next tick looks.
    """
    item = due.rows().select_for_update(skip_locked=True, of=("self",)).first()
    if item is None:
        return False
    return _publish(due, moment) if due.revision else _expire(due, item, moment)


def _publish(due: Due, moment: datetime) -> bool:
    planned = Revision.objects.select_for_update(of=("self",)).filter(pk=due.revision)
    revision = planned.filter(approved_go_live_at__lte=moment).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    item = due.rows().filter(live=True, live_revision=due.revision).first()
    if item is None:
        raise NotPublished("Wagtail did not publish the planned revision.")
    _note_delay(due, item)
    # Its time may be over before it came to it: then readers must not see it even for a moment.
    if item.expire_at and item.expire_at <= moment:
        _take_down(item)
    return True


def _expire(due: Due, item: Any, moment: datetime) -> bool:
    if not (item.live and item.expire_at and item.expire_at <= moment):
        return False
    _take_down(item)
    _note_delay(due, item)
    return True


def _take_down(item: Any) -> None:
    """Unpublish `item`, keeping what is planned for it: Wagtail would forget that."""
    later = item.revisions.exclude(approved_go_live_at=None)
    planned = list(later.values_list("pk", "approved_go_live_at"))
    whole = getattr(item, "specific", item)
    whole.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision, goes_live in planned:
        Revision.objects.filter(pk=revision).update(approved_go_live_at=goes_live)


def _note_delay(due: Due, item: models.Model) -> None:
    """Tell editors of what went out late: something was wrong at its time."""
    delay = timezone.now() - due.moment
    if delay > LATE:
        late = str(delay).partition(".")[0]
        raise_alarm(key=WAS_LATE, kind=Alarm.Kind.LATE, item=item, error=late)


def _report(due: Due, error: Exception) -> None:
    """Raise the alarm of an item that failed, and let it rest: longer each time."""
    last = Alarm.objects.filter(key=due.key).first()
    pause = min(pause_after(last.times + 2 if last else 2), LONGEST_PAUSE)
    raise_alarm(
        key=due.key,
        kind=Alarm.Kind.UNPUBLISHED if due.revision else Alarm.Kind.UNEXPIRED,
        item=due.rows().first() or due.key,
        error=describe(error),
        run_after=timezone.now() + pause,
    )
