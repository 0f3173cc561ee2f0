"""Nothing goes out early, whatever the clock says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from khabar.publishing.models import Alarm, Mark
from khabar.publishing.timing import MARK, PROBATION, Clock, last_seen, set_mark
from tests.factories import StoryFactory
from tests.publishing.conftest import Processes
from tests.publishing.test_scheduling import ago, live, plan

pytestmark = pytest.mark.django_db
AT_ONCE = timedelta(0)


def mark(**distance: float) -> None:
    """Let another scheduler have seen a moment so far from now."""
    Mark.objects.update_or_create(name=MARK, defaults={"moment": ago(**distance)})


def alarms() -> list[str]:
    return list(Alarm.objects.values_list("kind", flat=True))


def test_the_first_look_believes_the_clock() -> None:
    assert Clock().now()
    assert last_seen()


def test_the_latest_moment_seen_moves_with_the_time() -> None:
    mark(seconds=30)
    now = Clock().now()
    assert now and last_seen() == now


def test_a_clock_that_was_put_back_is_not_believed_until_it_has_caught_up() -> None:
    clock = Clock()
    mark(seconds=-3600)
    assert clock.now() is None
    assert alarms() == [Alarm.Kind.CLOCK_BACK]
    mark(seconds=0)
    assert clock.now()
    assert alarms() == []


def test_two_machines_may_differ_by_seconds_without_an_alarm() -> None:
    mark(seconds=-3)
    assert Clock().now()
    assert alarms() == []


def test_an_editor_may_say_that_the_clock_is_right() -> None:
    clock = Clock()
    mark(seconds=-3600)
    assert clock.now() is None
    set_mark(timezone.now())
    assert clock.now()


def test_after_a_night_without_a_scheduler_the_clock_is_believed_after_a_while() -> None:
    mark(hours=8)
    assert Clock().now() is None
    mark(hours=8)
    assert Clock(probation=AT_ONCE).now()
    assert alarms() == []
    assert timedelta(seconds=60) > PROBATION


def test_a_clock_that_is_ahead_of_another_scheduler_is_not_believed() -> None:
    clock = Clock(probation=timedelta(seconds=0.01))
    mark(hours=1)
    assert clock.now() is None
    # The other goes on, an hour behind.
    mark(minutes=59)
    assert clock.now() is None
    assert alarms() == [Alarm.Kind.CLOCK_AHEAD]
    assert last_seen() != timezone.now()


def test_a_clock_that_jumps_while_it_is_watched_is_told() -> None:
    clock = Clock()
    assert clock.now()
    mark(hours=1)
    assert clock.now() is None
    assert alarms() == [Alarm.Kind.CLOCK_AHEAD]
    clock.probation = AT_ONCE
    assert clock.now()
    assert alarms() == []


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_scheduler_whose_clock_is_an_hour_ahead_publishes_nothing(processes: Processes) -> None:
    story = plan(ago(minutes=-30), story=StoryFactory.create())
    mark(seconds=0)
    real = processes.start("ticks", "80", "0.3", "12.0")
    wrong = processes.start("ticks", "60", "0.3", "12.0", clock="+1h")
    assert wrong.communicate(timeout=60)[0].strip() == "0"
    real.kill()
    assert not live(story)


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_clock_that_is_put_back_an_hour_publishes_nothing_early_or_twice(
    processes: Processes,
) -> None:
    out, waiting = plan(ago(seconds=5)), plan(ago(minutes=-30))
    assert processes.start("ticks", "2", "0.1").communicate(timeout=60)[0].strip() == "1"
    again = processes.start("ticks", "4", "0.1", clock="-1h")
    assert again.communicate(timeout=60)[0].strip() == "0"
    assert live(out) and not live(waiting)
    assert alarms() == [Alarm.Kind.CLOCK_BACK]
    assert processes.start("ticks", "2", "0.1").communicate(timeout=60)[0].strip() == "0"
    assert alarms() == []
