"""What the time is, if it can be believed.

All schedulers share the latest moment that one of them has seen (a `Mark`). A clock that stands
before it was put back; one that is far beyond it jumped ahead, or nothing ran for a while. On
PostgreSQL the database's own clock counts too: the earlier of both is the time.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db.models.functions import Now
from django.utils import timezone

from khabar.publishing.alarming import end_alarm, raise_alarm
from khabar.publishing.models import Alarm, Mark

MARK: Final = "scheduler"
BACK, AHEAD = "clock/back", "clock/ahead"
# Two machines' clocks may differ so much: each goes by its own, and nothing is early by either.
TOLERANCE: Final = timedelta(seconds=60)
# So long a clock that jumped must be the only one before it is believed.
PROBATION: Final = timedelta(seconds=30)
MARK_AGAIN_AFTER: Final = timedelta(seconds=10)


class Sight(NamedTuple):
    """The mark, and how long this machine had been running when it was seen."""

    mark: datetime
    uptime: timedelta


def uptime() -> timedelta:
    """Return how long this machine has been running, asleep or awake, whatever its clock says."""
    return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))


class Clock:
    """The time of one scheduler."""

    def __init__(self, *, probation: timedelta = PROBATION) -> None:
        self.probation = probation
        # What this scheduler saw when the clock was last right, and when it was first in doubt.
        self.trusted: Sight | None = None
        self.doubted: Sight | None = None

    def now(self) -> datetime | None:
        """Return the moment up to which everything is due, `None` where the clock is in doubt."""
        mark, moment = look()
        back, ahead = mark - moment > TOLERANCE, moment - mark > self._allowance()
        _tell(BACK, back, Alarm.Kind.CLOCK_BACK, mark - moment)
        if back or (ahead and not self._is_proven(mark, moment)):
            return None
        end_alarm(AHEAD)
        return self._trust(mark, moment)

    def _allowance(self) -> timedelta:
        """Return how far ahead of the mark the clock may be."""
        passed = uptime() - self.trusted.uptime if self.trusted else timedelta(0)
        return TOLERANCE + passed

    def _is_proven(self, mark: datetime, moment: datetime) -> bool:
        """Return whether the clock that is ahead was the only one for long enough."""
        first = self.doubted or Sight(mark, uptime())
        contradicted = first.mark != mark
        jumped = self.trusted is not None or contradicted
        _tell(AHEAD, jumped, Alarm.Kind.CLOCK_AHEAD, moment - mark)
        self.doubted = Sight(mark, uptime()) if contradicted else first
        return uptime() - self.doubted.uptime >= self.probation

    def _trust(self, mark: datetime, moment: datetime) -> datetime:
        self.doubted = None
        self.trusted = Sight(mark, uptime())
        if moment - mark >= MARK_AGAIN_AFTER:
            set_mark(moment, only_forward=True)
        return moment


def look() -> tuple[datetime, datetime]:
    """Return the mark, and the time by whichever clock is behind: this machine's or the
    database's."""
    Mark.objects.get_or_create(name=MARK, defaults={"moment": timezone.now()})
    mark, database = Mark.objects.filter(name=MARK).values_list("moment", Now()).get()
    return mark, min(timezone.now(), database)


def set_mark(moment: datetime, *, only_forward: bool = False) -> None:
    """Let `moment` be the latest that was seen. Backwards is for an editor to say: the clock that
    was put back is the right one."""
    marks = Mark.objects.filter(name=MARK)
    (marks.filter(moment__lt=moment) if only_forward else marks).update(moment=moment)


def last_seen() -> datetime | None:
    """Return when a scheduler last looked, to within some seconds; `None` where none ever did."""
    return Mark.objects.filter(name=MARK).values_list("moment", flat=True).first()


def _tell(key: str, is_so: bool, kind: Alarm.Kind, by: timedelta) -> None:
    if is_so:
        raise_alarm(key=key, kind=kind, error=str(by).partition(".")[0])
    else:
        end_alarm(key)
