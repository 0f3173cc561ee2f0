"""How the index keeps up, catches up, and is built anew where it can't."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from khabar.publishing.models import LedgerRow
from khabar.search import following, opening, rebuilding
from khabar.search.asking import ask
from khabar.search.checking import check
from khabar.search.engine import Unavailable
from khabar.search.feeding import Behind, Feed
from khabar.search.models import Archive
from khabar.search.rebuilding import AlreadyBuilding, rebuild
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db
Index = Callable[[], bool]


def total(query: str) -> int:
    return ask(query, language="ar").total


def set_state(**changes: Any) -> None:
    """Change what is known of the index in use, as another version or machine would leave it."""
    following.forget()
    file = opening.current() / opening.STATE
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def test_without_an_index_search_says_so() -> None:
    shutil.rmtree(opening.root(), ignore_errors=True)
    with pytest.raises(Unavailable):
        ask("خبر", language="ar")


def test_a_second_machine_feeds_a_copy_of_its_own(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    StoryFactory(published=True, headline="خبر أول")
    index()
    following.forget()
    monkeypatch.setattr(settings, "VAR", tmp_path)
    rebuild()
    StoryFactory(published=True, headline="خبر ثان")
    feed = Feed()
    assert feed.keep_up()
    assert total("خبر") == 2
    feed.close()
    monkeypatch.undo()
    assert total("خبر") == 1, "the first machine hasn't looked yet"
    index()
    assert total("خبر") == 2


def test_one_process_feeds_and_another_lets_it(index: Index) -> None:
    index()
    assert following.keep_up()
    assert Feed().keep_up() is False


def test_a_row_that_shows_late_is_followed(index: Index) -> None:
    index()
    late = StoryFactory(published=True, headline="خبر متأخر")
    row = LedgerRow.objects.filter(consequence="search.index").latest("pk")
    hidden = LedgerRow.objects.filter(pk=row.pk)
    hidden.update(consequence="somebody.elses")
    StoryFactory(published=True, headline="خبر تال")
    index()
    # Its transaction ended after that of a row with a higher number.
    hidden.update(consequence="search.index")
    following._feed._ledger.looked_back = 0.0
    index()
    assert total("متأخر") == 1
    assert late.number


def test_what_was_settled_is_left_behind_and_noted(index: Index) -> None:
    index()
    StoryFactory(published=True, headline="خبر قديم")
    LedgerRow.objects.update(recorded_at=timezone.now() - timedelta(minutes=5))
    index()
    newest = LedgerRow.objects.filter(consequence="search.index").latest("pk").pk
    assert opening.State.read(opening.current()).ledger == newest


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": 0},
        {"analysis": 0},
        {"archive": "another"},
        {"ledger": 10**9},
        {"followed_at": 1.0},
    ],
)
def test_an_index_that_can_not_follow_is_built_anew(index: Index, changes: dict[str, Any]) -> None:
    StoryFactory(published=True, headline="خبر باق")
    index()
    set_state(**changes)
    with pytest.raises(Behind):
        Feed().keep_up()
    assert index()
    assert total("باق") == 1
    assert len([path for path in opening.root().iterdir() if path.is_dir()]) == 1


def test_damage_is_noticed_by_a_reader_and_mended(index: Index) -> None:
    StoryFactory(published=True, headline="خبر سليم")
    index()
    following.forget()
    for file in (opening.current() / "stories").glob("*.term"):
        file.write_bytes(b"\0" * 10)
    (opening.current() / "stories/meta.json").write_text("{")
    with pytest.raises(Unavailable):
        total("سليم")
    assert index()
    assert total("سليم") == 1


def test_files_that_went_while_they_were_written_are_built_anew(index: Index) -> None:
    StoryFactory(published=True, headline="خبر سليم")
    index()
    shutil.rmtree(opening.current() / "stories")
    StoryFactory(published=True, headline="خبر آخر")
    assert index()
    assert total("خبر") == 2


def test_a_missing_folder_is_built_anew(index: Index) -> None:
    StoryFactory(published=True, headline="خبر سليم")
    index()
    shutil.rmtree(opening.current())
    with pytest.raises(Unavailable):
        total("سليم")
    assert index()
    assert total("سليم") == 1


def test_the_old_index_answers_while_a_new_one_is_built(index: Index) -> None:
    StoryFactory.create_batch(3, published=True, headline="خبر")
    index()
    answers = []
    rebuild(progress=lambda done, all_of_them: answers.append(total("خبر")))
    assert set(answers) == {3}
    with opening.root().joinpath("building.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(AlreadyBuilding):
            rebuild()


def test_a_build_that_was_ended_goes_on(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "CHUNK", 2)
    monkeypatch.setattr(rebuilding, "LARGEST_PIECE", 1)
    StoryFactory.create_batch(7, published=True, headline="خبر")

    def end_at_four(done: int, all_of_them: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=end_at_four)
    told: list[int] = []
    rebuild(progress=lambda done, all_of_them: told.append(done))
    assert told[0] > 2, "it went on and didn't begin anew"
    assert total("خبر") == 7
    assert check().is_clean


def test_check_finds_what_is_missing_and_what_is_too_much(index: Index) -> None:
    gone, kept = StoryFactory.create_batch(2, published=True, headline="خبر")
    index()
    call_command("search", "check")
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    new = StoryFactory(published=True)
    report = check()
    assert (report.missing, report.surplus) == ([new.number], [gone.number])
    with pytest.raises(CommandError):
        call_command("search", "check")
    call_command("search", "rebuild", processes=1, verbosity=0)
    assert check().is_clean
    assert kept.number


def test_an_archive_is_named_once() -> None:
    assert Archive.objects.count() == 1
    assert opening.archive() == str(Archive.objects.get().identity)
