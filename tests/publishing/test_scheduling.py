"""What is planned goes out once, in time, and whatever happens to its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision
from wagtail.signals import published, unpublished

from khabar.publishing.models import AT_ONCE, Alarm
from khabar.publishing.planning import register_schedule
from khabar.publishing.scheduling import publish_due, run_tick
from khabar.publishing.timing import Clock
from khabar.stories.models import Story
from tests.factories import StoryFactory, publish
from tests.publishing.conftest import Processes
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db
SCHEDULED = "wagtail.publish.scheduled"


@pytest.fixture(autouse=True)
def scheduled() -> None:
    register_schedule(Story)


def ago(**kwargs: float) -> datetime:
    return timezone.now() - timedelta(**kwargs)


def plan(at: datetime, *, story: Story | None = None, until: datetime | None = None) -> Story:
    """Have an approved revision wait for `at`, also where that is past."""
    story = story or StoryFactory.create()
    story.go_live_at, story.expire_at = at, until
    revision = story.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=at)
    return story


def live(story: Story) -> bool:
    return Story.objects.filter(pk=story.pk, live=True).exists()


def planned(story: Story) -> bool:
    return story.revisions.exclude(approved_go_live_at=None).exists()


def log(story: Story) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(story.pk)).order_by("pk")
    return [entry.action for entry in entries if "scheduled" in entry.action]


@contextmanager
def failing(*stories: Story, error: Exception | None = None) -> Iterator[None]:
    """Let the publication and the withdrawal of `stories` fail."""
    keys = {story.pk for story in stories}

    def fail(instance: Any, **kwargs: Any) -> None:
        if instance.pk in keys:
            raise error or RuntimeError("this one can't")

    for signal in (published, unpublished):
        signal.connect(fail, sender=Story)
    yield
    for signal in (published, unpublished):
        signal.disconnect(fail, sender=Story)


def test_what_is_due_goes_out_and_nothing_before_its_time() -> None:
    due, later = plan(ago(seconds=5)), plan(ago(minutes=-1))
    assert run_tick(Clock()) == 1
    assert live(due) and not planned(due)
    assert not live(later) and planned(later)
    assert log(due) == [SCHEDULED]


def test_what_was_planned_at_the_desk_waits_for_its_minute() -> None:
    story = StoryFactory.create(go_live_at=ago(seconds=-2))
    story.save_revision().publish()
    assert run_tick(Clock()) == 0
    assert publish_due(story.go_live_at - timedelta(microseconds=1)) == 0
    assert not live(story)


def test_a_second_look_publishes_nothing_twice() -> None:
    story = plan(ago(seconds=5))
    assert [run_tick(Clock()), run_tick(Clock())] == [1, 0]
    assert log(story) == [SCHEDULED]


def test_what_is_over_is_taken_down() -> None:
    story = StoryFactory.create(expire_at=ago(minutes=-1))
    publish(story)
    assert run_tick(Clock()) == 0
    Story.objects.filter(pk=story.pk).update(expire_at=ago(seconds=5))
    assert run_tick(Clock()) == 1
    story.refresh_from_db()
    assert not story.live and story.expired
    assert log(story) == ["wagtail.unpublish.scheduled"]


def test_what_is_planned_for_later_outlives_a_withdrawal() -> None:
    story = StoryFactory.create(published=True)
    plan(ago(hours=-1), story=story)
    Story.objects.filter(pk=story.pk).update(expire_at=ago(seconds=5))
    assert run_tick(Clock()) == 1
    assert not live(story) and planned(story)


def test_a_version_that_ends_as_the_next_begins_gives_way_to_it() -> None:
    story, now = StoryFactory.create(published=True), ago(seconds=5)
    plan(now, story=story)
    Story.objects.filter(pk=story.pk).update(expire_at=now)
    assert run_tick(Clock()) == 2
    assert live(story)


def test_what_was_over_before_it_came_out_is_never_seen() -> None:
    story = plan(ago(hours=2), until=ago(hours=1))
    seen = []

    def note(**kwargs: Any) -> None:
        seen.append(connection.in_atomic_block)

    published.connect(note)
    run_tick(Clock())
    assert seen == [True]
    assert not live(story) and not planned(story)
    assert log(story) == [SCHEDULED, "wagtail.unpublish.scheduled"]


def test_one_that_fails_holds_up_no_other_and_keeps_its_time() -> None:
    stories = [plan(ago(seconds=9 - number)) for number in range(5)]
    with failing(stories[1]):
        assert run_tick(Clock()) == 4
    assert [live(story) for story in stories] == [True, False, True, True, True]
    assert planned(stories[1])
    assert log(stories[1]) == []


def test_one_that_fails_raises_an_alarm_and_is_tried_again_with_growing_pauses() -> None:
    story, pauses = plan(ago(seconds=5)), []
    with failing(story):
        for times in range(1, 5):
            run_tick(Clock())
            alarm = Alarm.objects.get()
            assert alarm.times == times
            pauses.append((alarm.run_after - alarm.last_at).total_seconds())
            run_tick(Clock())
            assert Alarm.objects.get().times == times
            Alarm.objects.update(run_after=AT_ONCE)
    assert alarm.kind == Alarm.Kind.UNPUBLISHED
    assert alarm.content_object == story and alarm.item == story.headline
    assert "RuntimeError: this one can't" in alarm.error
    assert pauses == sorted(pauses) and pauses[0] < 10
    assert run_tick(Clock()) == 1
    assert live(story)
    assert not Alarm.objects.exists()


def test_one_that_cannot_be_taken_down_raises_an_alarm() -> None:
    story = StoryFactory.create(published=True)
    Story.objects.filter(pk=story.pk).update(expire_at=ago(seconds=5))
    with failing(story):
        assert run_tick(Clock()) == 0
    assert live(story)
    assert Alarm.objects.get().kind == Alarm.Kind.UNEXPIRED


def test_an_alarm_ends_when_the_editor_plans_anew() -> None:
    story = plan(ago(seconds=5))
    with failing(story):
        run_tick(Clock())
    Revision.objects.filter(object_id=str(story.pk)).update(approved_go_live_at=None)
    run_tick(Clock())
    assert not Alarm.objects.exists()


def test_a_busy_database_is_no_fault_of_a_story() -> None:
    story = plan(ago(seconds=5))
    with failing(story, error=OperationalError("database is locked")):
        assert run_tick(Clock()) == 0
    assert not Alarm.objects.exists()
    assert run_tick(Clock()) == 1


def test_a_story_that_the_database_refuses_for_long_raises_an_alarm() -> None:
    story = plan(ago(seconds=90))
    with failing(story, error=OperationalError("no such column")):
        run_tick(Clock())
    assert Alarm.objects.get().kind == Alarm.Kind.UNPUBLISHED


def test_a_late_publication_is_told() -> None:
    story = plan(ago(minutes=30))
    run_tick(Clock())
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.item) == (Alarm.Kind.LATE, story.headline)
    assert alarm.error.startswith("0:30")


def test_the_command_replaces_that_of_wagtail() -> None:
    stories = [plan(ago(seconds=9 - number)) for number in range(3)]
    with failing(stories[0]):
        call_command("publish_scheduled")
    assert [live(story) for story in stories] == [False, True, True]
    assert planned(stories[0])


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_four_schedulers_publish_sixty_once_each(processes: Processes) -> None:
    section = StoryFactory.create().section
    stories = [plan(ago(seconds=5), story=StoryFactory.create(section=section)) for _ in range(60)]
    running = [processes.start("ticks", "12", "0.3") for _ in range(4)]
    counts = [int(process.communicate(timeout=180)[0]) for process in running]
    assert sum(counts) == 60
    assert all(live(story) for story in stories)
    entries = ModelLogEntry.objects.filter(action=SCHEDULED)
    assert entries.count() == entries.values("object_id").distinct().count() == 60


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_killed_scheduler_leaves_each_story_planned_or_published(processes: Processes) -> None:
    stories = [plan(ago(seconds=5)) for _ in range(16)]
    while any(planned(story) for story in stories):
        process = processes.start("ticks", "40", "0.1")
        enough = min(len(stories), sum(live(story) for story in stories) + 4)
        wait_until(lambda least=enough: sum(live(story) for story in stories) >= least)
        process.kill()
        process.wait()
        for story in stories:
            assert live(story) != planned(story)
            assert log(story) == ([SCHEDULED] if live(story) else [])
