"""Bad input ends in one line that says what is wrong and what to do; the others come in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from khabar.ingest.models import SourceRecord
from khabar.stories.models import NumberSequence, Story
from khabar.topics.models import Section
from tests.factories import StoryFactory
from tests.ingest.conftest import BringIn, Run, Write


def refused(run: Run) -> tuple[str, str]:
    """Return why the only page failed, having looked that nothing was written."""
    page = run.page
    assert run.exit_status == 1
    assert (page["status"], page["number"], page["address"]) == ("failed", None, None)
    assert "\n" not in page["message"]
    assert not SourceRecord.objects.exists()
    assert not Section.objects.filter(slug="news").exists()
    return page["reason"], page["message"]


@pytest.mark.parametrize(
    ("content", "reason", "remedy"),
    [
        (b"", "empty", "Save the page again"),
        (b" \n\r\n\t", "empty", "Save the page again"),
        (b"\xef\xbb\xbf", "empty", "Save the page again"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary", "as text"),
        (b"News ID: 5\n" + bytes(range(1, 9)) * 9, "binary", "as text"),
        ("News ID: 5".encode("utf-16-le"), "binary", "as text"),
        (b"Just a letter.\nNothing else.", "format", "Release date:"),
        (b"<!DOCTYPE html><p>News ID: 5", "format", "as text"),
    ],
)
def test_what_is_no_page_is_refused(
    bring_in: BringIn, tmp_path: Path, content: bytes, reason: str, remedy: str
) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(content)
    found, message = refused(bring_in(file))
    assert found == reason
    assert remedy in message


@pytest.mark.parametrize(
    ("lines", "reason", "remedy"),
    [
        ({"story": ""}, "no-headline", "above the story"),
        ({"story": "word " * 60}, "no-headline", "above it"),
        ({"story": "Headline\n" * 5000}, "too-long", "one story a file"),
        ({"date": None}, "no-date", "Release date: 2021-10-19 17:51"),
        ({"date": "Release date:"}, "no-date", "Release date: 2021-10-19 17:51"),
        ({"date": "Release date: last spring"}, "date", "2021-10-19 17:51"),
        ({"date": "Release date: 31/02/2021"}, "date", "line 2"),
        ({"date": "Release date: 2099-01-01"}, "future-date", "--timezone"),
        ({"number": "News ID: 76x"}, "number", "digits alone"),
        ({"number": "News ID: 0"}, "number", "digits alone"),
        ({"number": "News ID: 1000000000000"}, "number", "999999999999"),
        ({"number": "News ID: 5\nNews ID: 6"}, "two-numbers", "1, 2"),
        ({"story": "1999\n2000"}, "language", "--language"),
        ({"date": f"Release date: 2021-10-19\nSource: {'agency ' * 20}"}, "invalid", "source"),
    ],
)
def test_a_page_that_lacks_something_is_refused(
    bring_in: BringIn, write: Write, lines: dict[str, Any], reason: str, remedy: str
) -> None:
    found, message = refused(bring_in(write(**lines)))
    assert found == reason
    assert remedy in message
    assert not NumberSequence.objects.filter(last__gt=0).exists()


def test_a_second_page_in_the_same_file_is_not_lost_silently(
    bring_in: BringIn, write: Write
) -> None:
    file = write()
    text = file.read_text()
    file.write_text(f"{text}\n{text.replace('501', '502')}")
    assert refused(bring_in(file))[0] == "two-numbers"


def test_a_file_of_100_mb_is_refused_before_it_is_read(bring_in: BringIn, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    with file.open("wb") as handle:
        handle.truncate(100 * 1024**2)
    reason, message = refused(bring_in(file))
    assert reason == "too-large"
    assert "100 MB" in message


def test_a_missing_path_is_refused(bring_in: BringIn, tmp_path: Path) -> None:
    assert refused(bring_in(tmp_path / "nowhere.txt"))[0] == "missing"


def test_a_path_that_cannot_be_read_is_refused(bring_in: BringIn, tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert refused(bring_in(loop))[0] == "unreadable"


def test_a_pipe_is_refused_and_not_waited_for(bring_in: BringIn, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "page.txt")
    assert refused(bring_in(tmp_path / "page.txt"))[0] == "not-a-file"


def test_the_number_of_a_story_from_the_desk_is_refused(bring_in: BringIn, write: Write) -> None:
    StoryFactory(number=501, headline="From the desk")
    reason, message = refused(bring_in(write()))
    assert reason == "number-taken"
    assert "«From the desk»" in message
    assert Story.objects.get().headline == "From the desk"


def test_the_number_of_a_deleted_story_is_refused(bring_in: BringIn, write: Write) -> None:
    StoryFactory(number=501, published=True).delete()
    assert refused(bring_in(write()))[0] == "removed"
    assert not Story.objects.exists()


def test_the_others_of_a_run_come_in(bring_in: BringIn, write: Write) -> None:
    bad, good = write("a.txt", date=None), write("b.txt", number="News ID: 502")
    run = bring_in(bad, good)
    assert run.exit_status == 1
    assert [page["status"] for page in run.pages] == ["failed", "created"]
    assert run.totals == {"created": 1, "updated": 0, "unchanged": 0, "failed": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["--section", "sport"], "choose one of"),
        (["--timezone", "Tehran"], "Asia/Tehran"),
        (["--timezone", "../etc/passwd"], "Asia/Tehran"),
        (["--language", "de"], "invalid choice"),
        (["--as", "scheduled"], "invalid choice"),
    ],
)
def test_a_wrong_option_ends_the_run_before_it_begins(
    write: Write, words: list[str], remedy: str
) -> None:
    with translation.override("en"), pytest.raises(CommandError, match=remedy):
        call_command("ingest", str(write()), *words)
    assert not Story.objects.exists()
