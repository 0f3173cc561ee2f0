"""A page that comes again is known again."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import Revision

from khabar.ingest.models import SourceRecord
from khabar.stories.models import Story
from tests.ingest.conftest import SAVED_PAGE, BringIn, Write


def test_running_again_changes_nothing_and_says_so(bring_in: BringIn) -> None:
    bring_in(SAVED_PAGE)
    before = [
        list(model.objects.order_by("pk").values()) for model in (Story, SourceRecord, Revision)
    ]
    run = bring_in(SAVED_PAGE)
    assert (run.exit_status, run.page["status"], run.page["number"]) == (0, "unchanged", 76227)
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Story, SourceRecord, Revision)
    ]


def test_a_page_named_twice_in_one_run_is_one_story(bring_in: BringIn, write: Write) -> None:
    file = write()
    detour = file.parent / "." / file.name
    link = file.with_name("link.txt")
    link.symlink_to(file)
    assert len(bring_in(file, detour, link, file.parent).pages) == 1


@pytest.mark.parametrize("number", ["News ID: 501", None])
def test_a_copy_of_a_page_is_the_same_story(
    bring_in: BringIn, write: Write, number: str | None
) -> None:
    run = bring_in(write("a.txt", number=number), write("b.txt", number=number))
    assert [page["status"] for page in run.pages] == ["created", "unchanged"]
    assert Story.objects.count() == 1


def test_a_page_without_a_number_takes_the_next_and_is_known_by_its_place(
    bring_in: BringIn, write: Write
) -> None:
    first = bring_in(write(number=None)).page
    again = bring_in(write(number=None, story="Harbour reopens\nShips came back.")).page
    assert (first["status"], again["status"]) == ("created", "updated")
    assert first["number"] == again["number"] == Story.objects.get().number


def test_a_page_that_was_moved_is_known_at_its_new_place(
    bring_in: BringIn, write: Write, tmp_path: Path
) -> None:
    bring_in(write("old/page.txt"))
    (tmp_path / "old").rename(tmp_path / "new")
    assert bring_in(tmp_path / "new").page["status"] == "unchanged"
    write("new/page.txt", story="Harbour reopens\nShips came back.")
    assert bring_in(tmp_path / "new").page["status"] == "updated"


def test_another_page_with_the_same_number_is_refused(bring_in: BringIn, write: Write) -> None:
    bring_in(write("a.txt"))
    page = bring_in(write("b.txt", story="Another story\nWith another lead.")).page
    assert page["reason"] == "number-taken"
    assert "a.txt" in page["message"]
    assert Story.objects.get().headline == "Harbour reopens"


def test_a_file_that_becomes_another_number_is_refused(bring_in: BringIn, write: Write) -> None:
    bring_in(write())
    assert bring_in(write(number="News ID: 502")).page["reason"] == "number-changed"
    assert Story.objects.get().number == 501
