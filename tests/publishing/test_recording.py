"""What is written into the ledger, and when."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from khabar.publishing.models import Lane, LastKeys, LedgerRow
from khabar.publishing.recording import in_background, record
from khabar.publishing.registering import consequence, every

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def consequences(registry: Any) -> None:
    """Two of things, one of which comes later, and one of persons."""
    consequence("ping", on=["happened"], subjects=["thing"], lane=Lane.LATER)(print)
    consequence("purge", on=["happened"], subjects=["thing"], order=2)(print)
    consequence("index", on=["happened", "ended"], subjects=["thing"], order=1)(print)
    consequence("greet", on=["happened"], subjects=["person"])(print)


def written(subject: str = "thing/1") -> list[str]:
    rows = LedgerRow.objects.filter(subject=subject).order_by("pk")
    return list(rows.values_list("consequence", flat=True))


def test_there_is_a_row_for_each_consequence_in_the_order_of_the_work() -> None:
    record(kind="happened", subject="thing/1", keys=["thing/1"])
    assert written() == ["index", "purge", "ping"]


def test_only_what_follows_such_an_event_is_written() -> None:
    record(kind="ended", subject="thing/1", keys=[])
    record(kind="happened", subject="person/1", keys=[])
    record(kind="unheard-of", subject="thing/1", keys=[])
    assert written() == ["index"]
    assert written("person/1") == ["greet"]


def test_a_row_holds_the_keys_of_now_and_of_before() -> None:
    record(kind="happened", subject="thing/1", keys=["thing/1", "section/old", "thing/1"])
    record(kind="ended", subject="thing/1", keys=["thing/1", "section/new"])
    row = LedgerRow.objects.get(kind="ended")
    assert row.keys == ["thing/1", "section/new"]
    assert row.former_keys == ["thing/1", "section/old"]


def test_former_keys_outlive_the_rows() -> None:
    record(kind="happened", subject="thing/1", keys=["section/old"])
    LedgerRow.objects.all().delete()
    [row] = record(kind="ended", subject="thing/1", keys=["section/new"])
    assert row.former_keys == ["section/old"]


def test_a_subject_that_is_gone_is_forgotten_after_its_last_event() -> None:
    record(kind="happened", subject="thing/1", keys=["section/old"])
    [row] = record(kind="ended", subject="thing/1", keys=[], forget=True)
    assert row.former_keys == ["section/old"]
    assert not LastKeys.objects.exists()


def test_one_string_in_place_of_keys_is_refused() -> None:
    with pytest.raises(TypeError, match="several strings"):
        record(kind="happened", subject="thing/1", keys="thing/1")


def test_what_an_import_records_waits_for_everything_else() -> None:
    with in_background():
        record(kind="happened", subject="thing/1", keys=[])
    assert set(LedgerRow.objects.values_list("lane", flat=True)) == {Lane.BACKGROUND}


def test_an_event_of_now_hurries_the_rows_that_it_must_wait_for() -> None:
    with in_background():
        record(kind="happened", subject="thing/1", keys=[])
        record(kind="happened", subject="thing/2", keys=[])
    record(kind="ended", subject="thing/1", keys=[])
    hurried = LedgerRow.objects.exclude(lane=Lane.BACKGROUND)
    assert set(hurried.values_list("subject", flat=True)) == {"thing/1"}


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="'purge' already"):
        consequence("purge", on=["happened"])(print)


def test_periodic_work_needs_a_time() -> None:
    with pytest.raises(ValueError, match="how many minutes"):
        every(name="never")(print)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_row() -> None:
    with transaction.atomic():
        record(kind="happened", subject="thing/1", keys=["thing/1"])
        transaction.set_rollback(True)
    assert not LedgerRow.objects.exists()
    assert not LastKeys.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_moment_see_each_others_keys_in_turn() -> None:
    def change(number: int) -> None:
        record(kind="ended", subject="thing/1", keys=[f"section/{number}"])
        connection.close()

    threads = [threading.Thread(target=change, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = list(LedgerRow.objects.order_by("pk"))
    assert len(rows) == 12
    assert [row.former_keys for row in rows] == [[], *[row.keys for row in rows[:-1]]]
