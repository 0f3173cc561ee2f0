"""Files, folders and globs."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.conftest import BringIn, Run, Write


def names(run: Run) -> list[str]:
    """Return the file names of a run's pages."""
    return [Path(page["path"]).name for page in run.pages]


def test_a_folder_is_read_at_every_depth_by_name(
    bring_in: BringIn, write: Write, tmp_path: Path
) -> None:
    for number, name in enumerate(["2/b.txt", "1/deep/c.TXT", "a.txt", ".git/x.txt", ".y.txt"], 1):
        write(name, number=f"News ID: {number}")
    write("picture.jpg")
    assert names(bring_in(tmp_path)) == ["a.txt", "c.TXT", "b.txt"]


def test_a_file_that_is_named_is_read_whatever_its_name(bring_in: BringIn, write: Write) -> None:
    assert bring_in(write("صفحة الخبر.html")).page["status"] == "created"


def test_a_glob_names_files_and_folders(bring_in: BringIn, write: Write, tmp_path: Path) -> None:
    for number, name in enumerate(["old-1.txt", "old-2/b.txt", "new.txt"], 1):
        write(name, number=f"News ID: {number}")
    assert names(bring_in(tmp_path / "old-*")) == ["old-1.txt", "b.txt"]
    assert names(bring_in(tmp_path / "**" / "*.txt")) == ["new.txt", "old-1.txt", "b.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(bring_in: BringIn, write: Write) -> None:
    assert bring_in(write("page [1].txt")).page["status"] == "created"


def test_a_glob_that_matches_nothing_is_told(bring_in: BringIn, tmp_path: Path) -> None:
    run = bring_in(tmp_path / "*.txt")
    assert (run.exit_status, run.page["reason"]) == (1, "no-match")


def test_a_folder_without_pages_is_told(bring_in: BringIn, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    run = bring_in(tmp_path)
    assert (run.exit_status, run.page["reason"]) == (1, "no-pages")
    assert "*.txt" in run.page["message"]
