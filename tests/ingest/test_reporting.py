"""What the command says: lines in a pipe, a table on a terminal, one JSON document when asked."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from khabar.ingest.models import SourceRecord
from tests import laying_out
from tests.ingest.conftest import SAVED_PAGE, BringIn, Write

KHABAR = Path(sys.executable).with_name("khabar")
HEADLINE = "اللواء باقري يبحث في موسكو صفقة شراء المعدات الدفاعية والعسكرية مع روسيا"


@pytest.mark.django_db
def test_in_a_pipe_there_is_a_line_a_page_and_a_sum() -> None:
    out, errors = io.StringIO(), io.StringIO()
    with translation.override("en"), pytest.raises(SystemExit, match="1"):
        call_command("ingest", str(SAVED_PAGE), "nowhere.txt", stdout=out, stderr=errors)
    assert out.getvalue().splitlines() == [
        f"created: {SAVED_PAGE}: http://localhost:8000/ar/76227/ {HEADLINE} (lines left out: 10)",
        "1 created, 0 updated, 0 unchanged, 1 failed.",
    ]
    assert errors.getvalue().startswith("failed: nowhere.txt: There is no such file.")
    assert len(errors.getvalue().splitlines()) == 1


def test_the_json_report_says_all_of_a_page(bring_in: BringIn) -> None:
    page = bring_in(SAVED_PAGE).page
    assert page == {
        "path": str(SAVED_PAGE),
        "status": "created",
        "number": 76227,
        "address": "http://localhost:8000/ar/76227/",
        "headline": HEADLINE,
        "left_out": SourceRecord.objects.get().left_out,
        "reason": "",
        "message": "",
    }


def test_the_json_report_of_no_success_is_whole_too(bring_in: BringIn, tmp_path: Path) -> None:
    run = bring_in(tmp_path / "nowhere.txt")
    assert run.totals == {"created": 0, "updated": 0, "unchanged": 0, "failed": 1}


def test_a_file_name_that_is_no_text_can_be_told_and_kept(
    bring_in: BringIn, write: Write, tmp_path: Path
) -> None:
    name = os.fsencode(tmp_path) + b"/\xe4\n\x1b[31m.txt"
    write().rename(os.fsdecode(name))
    page = bring_in(tmp_path).page
    assert page["status"] == "created"
    assert re.search(r"/\?\?\?\[31m\.txt$", page["path"])
    assert bring_in(tmp_path).page["status"] == "unchanged"


def environment_of(var: Path) -> dict[str, str]:
    """Return the environment of an installation that keeps everything in `var`."""
    return laying_out.environment_of(var, KHABAR_DESK_LANGUAGE="en", PYTHONUTF8="1")


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own, with an English desk."""
    laying_out.lay_out(tmp_path / "var")
    return environment_of(tmp_path / "var")


@pytest.mark.once
class TestTheProgram:
    """`khabar ingest` as it is typed, in an installation of its own."""

    def test_it_brings_a_page_in_once(self, installation: dict[str, str]) -> None:
        command = [KHABAR, "ingest", SAVED_PAGE, "--report", "json"]
        runs = [json.loads(subprocess.check_output(command, env=installation)) for _ in range(2)]
        assert [run["pages"][0]["status"] for run in runs] == ["created", "unchanged"]
        assert runs[0]["stopped"] is False

    def test_bad_input_ends_with_status_1_and_no_traceback(
        self, installation: dict[str, str], tmp_path: Path
    ) -> None:
        run = subprocess.run(
            [KHABAR, "ingest", tmp_path / "nowhere.txt"],
            env=installation,
            capture_output=True,
            check=False,
            text=True,
        )
        assert run.returncode == 1
        assert run.stderr.count("\n") == 1
        assert "There is no such file" in run.stderr

    def test_without_tables_it_says_how_to_make_them(self, tmp_path: Path) -> None:
        run = subprocess.run(
            [KHABAR, "ingest", SAVED_PAGE],
            env=environment_of(tmp_path / "var"),
            capture_output=True,
            check=False,
            text=True,
        )
        assert run.returncode == 1
        assert "khabar migrate" in run.stderr
        assert "Traceback" not in run.stderr

    def test_on_a_terminal_it_shows_a_table(self, installation: dict[str, str]) -> None:
        screen = on_a_terminal([str(KHABAR), "ingest", str(SAVED_PAGE)], installation)
        assert "http://localhost:8000/ar/76227/" in screen
        assert "Headline" in screen
        assert "1 created, 0 updated, 0 unchanged, 0 failed." in screen

    def test_ctrl_c_ends_after_the_current_page_and_the_next_run_goes_on(
        self, installation: dict[str, str], write: Write, tmp_path: Path
    ) -> None:
        for number in range(1, 101):
            write(f"pages/{number:03}.txt", number=f"News ID: {number}")
        command = [KHABAR, "ingest", tmp_path / "pages", "--report", "json"]
        # PYTHONUNBUFFERED lets the test see the first page before the last is done.
        environment = installation | {"PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            seen = process.stdout.readline() + process.stdout.readline()
            process.send_signal(signal.SIGINT)
            seen += process.stdout.read()
        report = json.loads(seen)
        assert process.returncode == 130
        assert report["stopped"] is True
        done = report["totals"]["created"]
        assert 0 < done == len(report["pages"]) < 100
        again = json.loads(subprocess.check_output(command, env=installation))
        assert again["totals"] == {
            "created": 100 - done,
            "updated": 0,
            "unchanged": done,
            "failed": 0,
        }


def on_a_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Run a command on a terminal of 160 columns and return what it wrote there."""
    ours, its = pty.openpty()
    wide = environment | {"COLUMNS": "160", "TERM": "xterm"}
    with subprocess.Popen(command, env=wide, stdout=its, stderr=its, stdin=its):
        os.close(its)
        written = b"".join(until_closed(ours))
    os.close(ours)
    return written.decode()


def until_closed(terminal: int) -> Iterator[bytes]:
    """Yield what is written on a terminal until nobody has it open."""
    while True:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            return
        if not chunk:
            return
        yield chunk
