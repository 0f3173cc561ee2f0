"""What many pages show alike is made once, and anew when it changed."""

from __future__ import annotations

import multiprocessing
from functools import partial

import pytest

from khabar.delivery.declaring import add_keys, making_a_page
from khabar.delivery.opening import open_folder
from khabar.delivery.purging import purge
from khabar.delivery.rerendering import rerender
from khabar.delivery.sharing import share, share_each
from tests.delivery import press

pytestmark = pytest.mark.once


def test_two_pages_share_what_was_made_for_the_first(website):
    pages = [website.ask(f"/ar/beside/{number}/").text for number in (1, 2)]
    assert pages == ["page 1 beside first", "page 2 beside first"]
    assert len(website.printed) == 1


def test_a_purge_has_it_made_anew_for_every_page_that_shows_it(website):
    for number in (1, 2):
        website.ask(f"/ar/beside/{number}/")
    website.write(1, "second")
    assert purge(["section/politics"]) == 2
    rerender(limit=10)
    pages = [website.ask(f"/ar/beside/{number}/").text for number in (1, 2, 3)]
    assert pages == [f"page {number} beside second" for number in (1, 2, 3)]
    assert len(website.printed) == 2


def test_a_page_after_a_hard_purge_never_shows_what_was_taken_down(website):
    website.ask("/ar/beside/1/")
    website.write(1, "second")
    assert purge(["story/1"], hard=True) == 1
    assert website.ask("/ar/beside/2/").text == "page 2 beside second"


def test_a_purge_in_another_process_counts(website):
    website.ask("/ar/beside/1/")
    website.write(1, "second")
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    worker = context.Process(target=press.work, args=(str(website.folder), there))
    worker.start()
    assert here.recv() == "ready"
    here.send(("purge", [["story/1"]], {"hard": True}))
    here.recv()
    here.send(None)
    worker.join()
    assert website.ask("/ar/beside/2/").text == "page 2 beside second"


def test_what_was_purged_while_it_was_being_made_is_not_kept_for_others(website, tmp_path):
    signals = open_folder(tmp_path / "pages").signals

    def made_of_the_old() -> str:
        purge(["story/7"])
        return "old"

    with making_a_page(signals):
        assert share("seventh", made_of_the_old) == "old"
        assert share("seventh", lambda: "new") == "new"


def test_it_grows_old_by_itself(website, tmp_path):
    signals = open_folder(tmp_path / "pages").signals
    with making_a_page(signals) as making:
        share("clock", lambda: "five", seconds=0)
        assert share("clock", lambda: "six") == "six"
        assert share("clock", lambda: "seven") == "six"
    assert not making.keys


def test_outside_of_a_page_that_is_kept_everything_is_made_anew():
    counted = iter(range(9))
    assert [share("count", lambda: next(counted)) for _ in range(3)] == [0, 1, 2]


def test_a_part_may_follow_keys_that_its_pages_do_not_carry(website, tmp_path):
    signals = open_folder(tmp_path / "pages").signals
    with making_a_page(signals) as making:
        share("newest", lambda: "old", follows=["latest/ar"])
        assert purge(["latest/ar"]) == 0
        assert share("newest", lambda: "new", follows=["latest/ar"]) == "new"
    assert not making.keys


def test_several_parts_are_made_from_one_question_for_those_that_are_missing(website, tmp_path):
    signals = open_folder(tmp_path / "pages").signals
    asked = []

    def make(names):
        asked.append(names)
        return [(name, partial(card, name)) for name in names if name != "gone"]

    def card(name):
        add_keys(f"story/{name}")
        return name.upper()

    with making_a_page(signals) as making:
        assert share_each(["a", "gone", "b"], make) == {"a": "A", "b": "B"}
        purge(["story/a"], hard=True)
        assert share_each(["a", "b", "c"], make) == {"a": "A", "b": "B", "c": "C"}
    assert asked == [["a", "gone", "b"], ["a", "c"]]
    assert making.keys == {"story/a", "story/b", "story/c"}


def test_several_parts_made_of_what_was_purged_meanwhile_are_not_kept_for_others(website, tmp_path):
    signals = open_folder(tmp_path / "pages").signals

    def make_old(names):
        rows = dict.fromkeys(names, "old")
        purge(["story/a"])
        return [(name, partial(rows.get, name)) for name in names]

    with making_a_page(signals):
        assert share_each(["a"], make_old) == {"a": "old"}
        assert share_each(["a"], lambda names: [("a", lambda: "new")]) == {"a": "new"}
