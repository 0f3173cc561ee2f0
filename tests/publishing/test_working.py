"""How rows of the ledger are taken, done, tried again and given up."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from khabar.publishing.claiming import claim
from khabar.publishing.leasing import (
    LONGEST_PAUSE,
    extend,
    finish,
    pause_after,
    release,
    take_up_lost,
)
from khabar.publishing.models import AT_ONCE, Lane, LedgerRow
from khabar.publishing.recording import in_background, record
from khabar.publishing.registering import Event, GiveUp, consequence
from khabar.publishing.working import work_off
from tests.publishing.conftest import work

pytestmark = pytest.mark.django_db

EVERYTHING = list(Lane)


class Deeds:
    """What was done in this test, and what is to fail in it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.failing: dict[str, Exception] = {}

    def __call__(self, event: Event) -> None:
        name = LedgerRow.objects.get(pk=event.row).consequence
        if name in self.failing:
            raise self.failing[name]
        self.done.append(f"{name} {event.subject} {event.payload}")


@pytest.fixture
def deeds(registry: Any) -> Deeds:
    done = Deeds()
    consequence("index", on=["happened"])(done)
    consequence("purge", on=["happened"])(done)
    consequence("ping", on=["told"], lane=Lane.LATER, attempts=3)(done)
    return done


def happen(subject: str = "thing/1", payload: Any = 1, kind: str = "happened") -> list[LedgerRow]:
    return record(kind=kind, subject=subject, keys=[subject], payload=payload)


def come_due() -> None:
    """Let pauses be over."""
    LedgerRow.objects.open().update(run_after=AT_ONCE)


def test_everything_is_done_once_and_in_order(deeds: Deeds) -> None:
    happen(payload=1)
    happen(payload=2)
    assert work() == 4
    assert deeds.done == [
        "index thing/1 1",
        "purge thing/1 1",
        "index thing/1 2",
        "purge thing/1 2",
    ]
    assert work() == 0
    assert LedgerRow.objects.done().count() == 4


def test_a_consequence_is_told_the_whole_event(registry: Any) -> None:
    told: list[Event] = []
    consequence("listen", on=["happened"])(told.append)
    record(kind="happened", subject="thing/1", keys=["a", "b"])
    record(kind="happened", subject="thing/1", keys=["b", "c"], payload={"way": "there"})
    work()
    assert told[1].kind == "happened"
    assert (told[1].keys, told[1].former_keys) == (("b", "c"), ("a", "b"))
    assert told[1].every_key == ("b", "c", "a")
    assert (told[1].payload, told[1].attempt) == ({"way": "there"}, 1)
    assert told[0].row < told[1].row


def test_what_fails_is_tried_again_later_and_says_why(deeds: Deeds) -> None:
    deeds.failing["index"] = OSError("the index is away")
    [row, _] = happen()
    work()
    row.refresh_from_db()
    assert row.last_error.startswith("OSError: the index is away")
    assert "test_working.py" in row.last_error
    assert row.run_after > timezone.now()
    assert (row.lease_owner, row.lease_until) == ("", None)
    deeds.failing.clear()
    assert work() == 0
    come_due()
    assert work() == 1
    row.refresh_from_db()
    assert row.done_at and not row.last_error and row.attempts == 2


def test_a_consequence_that_fails_holds_up_no_other(deeds: Deeds) -> None:
    deeds.failing["index"] = OSError("away")
    happen("thing/1")
    happen("thing/2")
    work()
    assert deeds.done == ["purge thing/1 1", "purge thing/2 1"]


def test_of_one_subject_the_same_consequence_keeps_its_order(deeds: Deeds) -> None:
    deeds.failing["index"] = OSError("away")
    happen(payload=1)
    work()
    deeds.failing.clear()
    happen(payload=2)
    work()
    assert deeds.done == ["purge thing/1 1", "purge thing/1 2"]
    come_due()
    work()
    assert deeds.done[2:] == ["index thing/1 1", "index thing/1 2"]


def test_two_workers_never_hold_rows_of_one_subject(deeds: Deeds) -> None:
    happen("thing/1")
    happen("thing/2")
    first = claim(owner="one", lanes=EVERYTHING)
    second = claim(owner="two", lanes=EVERYTHING)
    assert first and second
    assert (first.subject, second.subject) == ("thing/1", "thing/2")
    assert claim(owner="three", lanes=EVERYTHING) is None
    work_off(first)
    third = claim(owner="three", lanes=EVERYTHING)
    assert third and third.subject == "thing/1" and third.consequence == "purge"


def test_it_is_given_up_after_so_many_attempts(deeds: Deeds) -> None:
    deeds.failing["ping"] = OSError("nobody answers")
    [row] = happen(kind="told")
    for _ in range(5):
        work()
        come_due()
    row.refresh_from_db()
    assert row.attempts == 3
    assert row.given_up_at and "nobody answers" in row.last_error


def test_a_consequence_may_give_up_by_itself(deeds: Deeds) -> None:
    deeds.failing["index"] = GiveUp("There is no such index any more.")
    [row, _] = happen()
    work()
    row.refresh_from_db()
    assert row.given_up_at and row.attempts == 1


def test_pauses_grow_and_differ_and_end() -> None:
    for attempts, seconds in [(1, 2), (2, 4), (6, 64)]:
        pauses = [pause_after(attempts).total_seconds() for _ in range(200)]
        assert 0.75 * seconds <= min(pauses) < seconds < max(pauses) <= 1.25 * seconds
    assert pause_after(500) <= LONGEST_PAUSE * 1.25


def test_readers_come_before_other_hosts_and_imports(deeds: Deeds) -> None:
    with in_background():
        happen("thing/3")
    happen("thing/2", kind="told")
    happen("thing/1")
    work()
    assert [line.split()[1] for line in deeds.done] == [
        "thing/1", "thing/1", "thing/2", "thing/3", "thing/3",
    ]  # fmt: skip


def test_a_hand_that_is_kept_for_readers_takes_nothing_else(deeds: Deeds) -> None:
    happen(kind="told")
    assert claim(owner="one", lanes=[Lane.READERS]) is None
    assert claim(owner="one", lanes=EVERYTHING)


def test_what_nobody_here_knows_is_left_and_holds_up_nothing(deeds: Deeds) -> None:
    LedgerRow.objects.create(kind="happened", subject="thing/1", consequence="of tomorrow")
    happen()
    assert work() == 2
    assert LedgerRow.objects.open().get().attempts == 0


def test_a_lease_that_ran_out_is_taken_up(deeds: Deeds) -> None:
    happen()
    held = claim(owner="elsewhere.1", lanes=EVERYTHING, lease=timedelta(seconds=-1))
    assert held and work() == 0
    assert take_up_lost() == 1
    assert work() == 2
    # Whoever lost it may finish it no more.
    finish(held)
    row = LedgerRow.objects.get(pk=held.pk)
    assert row.attempts == 2 and row.done_at


def test_a_lease_is_kept_while_the_row_is_worked_on(deeds: Deeds) -> None:
    happen()
    held = claim(owner="elsewhere.1", lanes=EVERYTHING, lease=timedelta(seconds=-1))
    assert held
    extend([held])
    assert take_up_lost() == 0
    assert work() == 0


def test_what_is_lost_again_and_again_waits_and_is_given_up(deeds: Deeds) -> None:
    [row] = happen(kind="told")
    pauses = []
    for _ in range(3):
        assert claim(owner="elsewhere.1", lanes=EVERYTHING, lease=timedelta(seconds=-1))
        take_up_lost()
        row.refresh_from_db()
        pauses.append(row.run_after > timezone.now())
        come_due()
    assert pauses == [False, True, False]
    assert row.given_up_at and "stopped while" in row.last_error
    assert work() == 0


def test_a_worker_that_ends_gives_back_what_it_holds(deeds: Deeds) -> None:
    happen()
    assert claim(owner="one", lanes=EVERYTHING)
    assert release("one") == 1
    assert work("two") == 2


def test_a_clock_that_was_put_back_holds_up_nothing(deeds: Deeds) -> None:
    [row, other] = happen()
    next_year = timezone.now() + timedelta(days=365)
    LedgerRow.objects.filter(pk=row.pk).update(run_after=next_year, attempts=1, last_error="away")
    LedgerRow.objects.filter(pk=other.pk).update(lease_owner="elsewhere.1", lease_until=next_year)
    assert take_up_lost() == 2
    assert work() == 2


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_each_row_once(deeds: Deeds) -> None:
    for number in range(40):
        happen(f"thing/{number % 8}", payload=number)

    def take(owner: str) -> None:
        work(owner)
        connection.close()

    threads = [threading.Thread(target=take, args=(f"worker {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work()
    assert len(deeds.done) == len(set(deeds.done)) == 80
    for subject in {f"thing/{number}" for number in range(8)}:
        mine = [line for line in deeds.done if f" {subject} " in line and "index" in line]
        assert mine == sorted(mine, key=lambda line: int(line.split()[-1]))
