"""Work that is done every so often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from khabar.publishing.models import AT_ONCE, LedgerRow, Mark
from khabar.publishing.registering import every
from khabar.publishing.tasks import prune
from khabar.publishing.ticking import begin_due_work
from tests.publishing.conftest import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept(registry: Any) -> list[int]:
    """The times at which the sweeping was done; nothing else is registered."""
    registry.clear()
    done: list[int] = []
    every(name="sweep", minutes=10)(lambda: done.append(len(done)))
    return done


def pass_by(**kwargs: float) -> None:
    """Let so much time have passed."""
    for mark in Mark.objects.all():
        Mark.objects.filter(pk=mark.pk).update(moment=mark.moment - timedelta(**kwargs))


def test_it_is_done_at_first_and_then_each_time_that_the_minutes_have_passed(
    swept: list[int],
) -> None:
    assert begin_due_work() == 1
    work()
    assert begin_due_work() == 0
    pass_by(minutes=9)
    assert begin_due_work() == 0
    pass_by(minutes=1)
    assert begin_due_work() == 1
    work()
    assert len(swept) == 2


def test_ticks_that_were_missed_are_made_up_for_by_one(swept: list[int]) -> None:
    begin_due_work()
    work()
    pass_by(days=3)
    assert [begin_due_work(), begin_due_work()] == [1, 0]
    work()
    assert len(swept) == 2


def test_a_tick_that_is_not_worked_off_is_not_overtaken(swept: list[int]) -> None:
    begin_due_work()
    pass_by(minutes=10)
    assert begin_due_work() == 0
    assert LedgerRow.objects.count() == 1


def test_a_clock_that_was_put_back_stops_nothing(swept: list[int]) -> None:
    begin_due_work()
    work()
    pass_by(days=-1)
    assert begin_due_work() == 1


def test_what_was_given_up_is_tried_by_the_next_tick(registry: Any) -> None:
    registry.clear()
    every(name="sweep", minutes=10)(lambda: 1 // 0)
    begin_due_work()
    for _ in range(5):
        work()
        LedgerRow.objects.open().update(run_after=AT_ONCE)
    assert LedgerRow.objects.get().given_up_at
    pass_by(minutes=10)
    begin_due_work()
    assert LedgerRow.objects.get().attempts == 0


@pytest.fixture
def row() -> Callable[..., LedgerRow]:
    def make(**fields: Any) -> LedgerRow:
        days = timedelta(days=fields.pop("days"))
        return LedgerRow.objects.create(
            kind="happened", recorded_at=timezone.now() - days, **fields
        )

    return make


def test_what_was_done_long_ago_is_forgotten(row: Any, registry: Any) -> None:
    now = timezone.now()
    every(name="known", minutes=1)(print)
    row(days=8, subject="old", consequence="known", done_at=now - timedelta(days=8))
    row(days=8, subject="just done", consequence="known", done_at=now)
    row(days=99, subject="waiting", consequence="known")
    row(days=99, subject="failed", consequence="known", given_up_at=now - timedelta(days=89))
    row(days=99, subject="long failed", consequence="known", given_up_at=now - timedelta(days=91))
    prune()
    assert set(LedgerRow.objects.values_list("subject", flat=True)) == {
        "just done",
        "waiting",
        "failed",
    }


def test_what_nobody_knows_is_given_up_after_a_day(row: Any) -> None:
    row(days=2, subject="old", consequence="of yesterday")
    row(days=0, subject="new", consequence="of tomorrow")
    prune()
    given_up = LedgerRow.objects.get(given_up_at__isnull=False)
    assert given_up.subject == "old"
    with translation.override("en"):
        assert "any more" in given_up.reason
