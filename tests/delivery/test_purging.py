"""Changes reach readers: at once where it must be, in the background otherwise."""

from __future__ import annotations

import threading
import time

import pytest

from khabar.delivery.declaring import add_keys
from khabar.delivery.purging import purge
from khabar.delivery.rerendering import rerender
from tests.delivery import press

pytestmark = pytest.mark.once


def test_a_soft_purge_leaves_the_page_until_the_new_one_is_there(website):
    website.ask("/ar/1/")
    website.write(1, "second")
    assert purge(["story/1"]) == 1
    assert "first" in website.ask("/ar/1/").text
    assert rerender(limit=10) == 1
    assert "second" in website.ask("/ar/1/").text
    assert len(website.printed) == 2


def test_a_hard_purge_takes_the_page_away_at_once(website):
    website.ask("/ar/1/")
    (website.folder / "story-1").unlink()
    assert purge(["story/1"], hard=True) == 1
    assert website.ask("/ar/1/").status == 404


def test_a_page_that_says_not_found_is_replaced_when_the_story_appears(website):
    assert website.ask("/ar/2/").status == 404
    website.write(2, "here")
    purge(["story/2"], hard=True)
    assert "here" in website.ask("/ar/2/").text


@pytest.mark.parametrize("hard", [False, True])
def test_every_worker_sees_it(website, hard):
    workers = [website.another_worker() for _ in range(3)]
    for worker in workers:
        for _ in range(2):
            press.ask(worker, "/ar/1/")
    website.write(1, "second")
    purge(["story/1"], hard=hard)
    rerender(limit=10)
    assert all("second" in press.ask(worker, "/ar/1/").text for worker in workers)
    assert len(website.printed) == 2


def test_only_pages_with_the_key_are_touched(website):
    website.write(2, "other")
    for address in ("/ar/1/", "/ar/2/", "/ar/fast/"):
        website.ask(address)
    assert purge(["story/2", "nobody/carries-this"], hard=True) == 1
    assert purge(["section/politics"], hard=True) == 2
    assert purge([]) == 0


def test_a_key_that_many_pages_carry_reaches_all_of_them(website):
    for number in range(1, 1202):
        website.write(number, "old")
        website.ask(f"/ar/{number}/")
    assert purge(["section/politics"]) == 1201
    assert purge(["section/politics"]) == 1201
    assert purge(["section/politics"], hard=True) == 1201
    assert rerender(limit=10) == 0


def test_what_was_read_last_is_rendered_first(website, eventually):
    for number in (1, 2, 3):
        website.write(number, "old")
        website.ask(f"/ar/{number}/")
    website.ask("/ar/1/")
    website.close()  # writes down what was read last
    website.ask("/ar/2/")
    purge(["section/politics"])
    assert rerender(limit=1) == 1
    assert website.printed[3:] == ["/ar/1/"]
    assert [rerender(limit=1), rerender(limit=1), rerender(limit=1)] == [1, 1, 0]


def test_a_page_is_rendered_again_once_for_many_purges(website):
    website.ask("/ar/1/")
    for _ in range(5):
        purge(["story/1"])
    assert [rerender(limit=10), rerender(limit=10)] == [1, 0]


def test_a_page_that_was_just_made_waits_its_time(website, settings):
    settings.KHABAR_PAGES_DEBOUNCE = 0.3
    website.ask("/ar/1/")
    purge(["story/1"])
    assert rerender(limit=10) == 0
    time.sleep(0.3)
    assert rerender(limit=10) == 1


def test_the_earliest_time_that_any_purge_asks_for_holds(website):
    website.ask("/ar/1/")
    purge(["story/1"], debounce=60)
    assert rerender(limit=10) == 0
    purge(["story/1"], debounce=0)
    purge(["story/1"], debounce=60)
    assert rerender(limit=10) == 1


def test_a_page_that_cannot_be_rendered_stays_and_is_tried_later(website):
    website.ask("/ar/1/")
    purge(["story/1"])
    website.break_down()
    assert rerender(limit=10) == 0
    assert "first" in website.ask("/ar/1/").text
    website.repair()
    assert rerender(limit=10) == 0  # not yet: a broken press isn't asked a thousand times


def test_a_page_that_is_no_page_any_more_goes(website):
    website.ask("/ar/status/200/")
    store = website.application._finder.store
    assert store.find(f"{press.HOST}/ar/status/200/")
    website.ask("/ar/1/")
    (website.folder / "story-1").unlink()
    purge(["story/1"])
    assert rerender(limit=10) == 1
    assert website.ask("/ar/1/").status == 404


def test_without_a_background_worker_a_reader_has_it_rendered(website, eventually):
    website.ask("/ar/1/")
    website.write(1, "second")
    purge(["story/1"])
    eventually(lambda: "second" in website.ask("/ar/1/").text)
    assert len(website.printed) == 2


@pytest.mark.parametrize("hard", [True, False])
def test_a_purge_during_the_rendering_is_noticed(website, hard):
    website.take(0.5)
    reader = threading.Thread(target=website.ask, args=["/ar/1/"])
    reader.start()
    time.sleep(0.25)  # the story was read by now, and is being printed
    website.write(1, "second")
    purge(["story/1"], hard=hard)
    website.take(0)
    reader.join()
    rerender(limit=10)
    assert "second" in website.ask("/ar/1/").text
    assert len(website.printed) == 2


def test_no_worker_serves_the_old_page_after_a_hard_purge_while_readers_come(website):
    """Four workers read without a pause; each purge is followed by a look at all of them."""
    workers = [website.another_worker() for _ in range(4)]
    stopping = threading.Event()

    def read(worker):
        while not stopping.is_set():
            press.ask(worker, "/ar/1/")

    readers = [threading.Thread(target=read, args=[worker]) for worker in workers]
    for reader in readers:
        reader.start()
    try:
        for edition in range(40):
            website.write(1, f"edition {edition}.")
            purge(["story/1"], hard=True)
            texts = [press.ask(worker, "/ar/1/").text for worker in workers]
            assert all(f"edition {edition}." in text for text in texts)
    finally:
        stopping.set()
        for reader in readers:
            reader.join()


@pytest.mark.parametrize("key", ["", "two words", "a,b", "سياسة", "x" * 201, "line\nbreak"])
def test_a_key_that_could_not_travel_in_a_header_is_refused(key):
    with pytest.raises(ValueError, match="can't be a key"):
        add_keys(key)


def test_a_page_that_left_for_want_of_room_can_still_be_purged(website, settings):
    settings.KHABAR_PAGES_MOST_PAGES = 3
    site = website.restarted()
    for number in range(1, 8):
        site.write(number, "old")
        for _ in range(2):
            site.ask(f"/ar/{number}/")
    for number in range(1, 8):
        site.write(number, "new")
        purge([f"story/{number}"], hard=True)
        assert "new" in site.ask(f"/ar/{number}/").text
    site.close()
