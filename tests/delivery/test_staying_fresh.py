"""What happens as pages age: freshness, refreshing, one renderer a page at a time."""

from __future__ import annotations

import time

import pytest

from khabar.delivery.counting import COUNTERS
from tests.delivery import press

pytestmark = pytest.mark.once

WARNING = '111 - "Revalidation Failed"'


def test_a_page_past_its_freshness_is_served_while_it_is_refreshed(website, eventually):
    website.ask("/ar/fast/")
    website.write(1, "second")
    website.take(1)
    began = time.monotonic()
    assert website.ask("/ar/fast/").text == "first"
    assert time.monotonic() - began < 0.9
    eventually(lambda: website.ask("/ar/fast/").text == "second")


def test_many_readers_of_a_stale_page_cause_one_refreshing(website, at_once):
    website.ask("/ar/fast/")
    website.take(0.5)
    at_once(50, lambda: website.ask("/ar/fast/"))
    time.sleep(0.3)
    assert len(website.printed) == 2


def test_a_page_past_everything_is_rendered_while_the_reader_waits(website):
    website.ask("/ar/at-once/")
    website.write(1, "second")
    assert website.ask("/ar/at-once/").text == "second"


def test_a_reader_waits_only_a_moment_where_there_is_a_former_page(website, at_once):
    website.ask("/ar/at-once/")
    website.write(1, "second")
    website.take(2)
    began = time.monotonic()
    answers = at_once(5, lambda: (website.ask("/ar/at-once/").text, time.monotonic() - began))
    quick = [text for text, seconds in answers if seconds < 1.5]
    assert quick == ["first"] * 4


def test_five_hundred_readers_of_a_cold_page_cause_one_rendering(website, at_once):
    website.take(0.3)
    answers = at_once(500, lambda: website.ask("/ar/1/"))
    assert {answer.status for answer in answers} == {200}
    assert len(website.printed) == 1


def test_readers_at_several_workers_cause_one_rendering(website, at_once):
    website.take(0.3)
    workers = [website.another_worker() for _ in range(5)]
    turns = iter(workers * 20)
    answers = at_once(100, lambda: press.ask(next(turns), "/ar/1/"))
    assert {answer.status for answer in answers} == {200}
    assert len(website.printed) == 1


def test_an_old_page_is_served_when_the_press_is_broken(website):
    website.ask("/ar/at-once/")
    website.break_down()
    rescued = COUNTERS.rescued
    for encoding in ("br", "identity", "gzip"):
        answer = website.ask("/ar/at-once/", headers={"Accept-Encoding": encoding})
        assert answer.status == 200 and answer.headers["warning"] == WARNING
    assert COUNTERS.rescued > rescued


def test_a_broken_press_is_not_asked_for_each_reader(website):
    website.ask("/ar/at-once/")
    website.break_down()
    for _ in range(20):
        website.ask("/ar/at-once/")
    assert len(website.printed) == 2


def test_it_recovers_by_itself(website, eventually):
    website.ask("/ar/at-once/")
    website.break_down()
    website.ask("/ar/at-once/")
    website.write(1, "second")
    website.repair()
    eventually(lambda: website.ask("/ar/at-once/").text == "second")
    assert "warning" not in website.ask("/ar/at-once/").headers


def test_a_page_that_never_was_is_excused_in_the_language_of_its_edition(website):
    website.break_down()
    for address, language, direction in (("/ar/1/", "ar", "rtl"), ("/ar/9/", "ar", "rtl")):
        answer = website.ask(address)
        assert answer.status == 503 and int(answer.headers["retry-after"]) > 0
        assert answer.headers["content-language"] == language
        assert f'<html lang="{language}" dir="{direction}">' in answer.text
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["content-length"] == str(len(answer.body))


def test_readers_of_kept_pages_do_not_wait_for_a_press_that_hangs(website, settings, at_once):
    settings.KHABAR_PAGES_PATIENCE = 0.4
    settings.KHABAR_PAGES_PASSES = 2
    site = website.restarted()
    for _ in range(2):
        site.ask("/ar/1/")
    site.take(3)
    hanging = iter(range(100, 110))
    for number in range(100, 110):
        site.write(number, "slow")
    began = time.monotonic()
    answers = at_once(10, lambda: _timed(site, f"/ar/{next(hanging)}/", began))
    refused = [seconds for status, seconds in answers if status == 503]
    assert len(refused) == 8 and max(refused) < 2
    site.close()


def _timed(site, address, began):
    status = site.ask(address).status
    return status, time.monotonic() - began
