"""What a reader gets, asked for as a web server asks."""

from __future__ import annotations

import gzip

import brotli
import pytest

from khabar.delivery.counting import COUNTERS
from tests.delivery.press import EVERYTHING

pytestmark = pytest.mark.once


def test_a_page_is_printed_once_for_all_readers(website):
    answers = [website.ask("/ar/1/") for _ in range(5)]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert "first" in answers[0].text
    assert website.printed == ["/ar/1/"]


def test_a_second_worker_takes_it_from_the_file(website):
    website.ask("/ar/1/")
    other = website.restarted()
    assert "first" in other.ask("/ar/1/").text
    assert len(website.printed) == 1


def test_it_survives_a_restart_of_everything(website):
    before = website.ask("/ar/1/")
    website.break_down()
    assert website.restarted().ask("/ar/1/").body == before.body


def test_it_is_served_from_memory_the_third_time(website):
    website.ask("/ar/1/")
    hits = COUNTERS.hits
    website.ask("/ar/1/")
    assert COUNTERS.hits == hits + 1


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        (None, None, bytes),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("br;q=0.2, gzip;q=0.8", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("*", "br", brotli.decompress),
        ("zstd", None, bytes),
    ],
)
def test_each_gets_the_encoding_that_it_takes(website, accepted, encoding, unpack):
    plain = website.ask("/ar/1/")
    headers = {"Accept-Encoding": accepted} if accepted else {}
    for _ in range(2):
        answer = website.ask("/ar/1/", headers=headers)
        assert answer.headers.get("content-encoding") == encoding
        assert unpack(answer.body) == plain.body
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["vary"] == "Accept-Encoding"


def test_who_refuses_every_encoding_is_told_so(website):
    assert website.ask("/ar/1/", headers={"Accept-Encoding": "*;q=0"}).status == 406
    assert website.ask("/ar/1/", headers={"Accept-Encoding": "identity;q=0, gzip"}).status == 200


def test_what_does_not_shrink_is_not_compressed(website):
    answer = website.ask("/ar/picture/", headers={"Accept-Encoding": EVERYTHING})
    assert "content-encoding" not in answer.headers and len(answer.body) == 1000


def test_who_has_the_page_is_told_that_it_did_not_change(website):
    for accepted in ("identity", "gzip", "br"):
        headers = {"Accept-Encoding": accepted}
        tag = website.ask("/ar/1/", headers=headers).headers["etag"]
        for known in (tag, f"W/{tag}", f'"old", {tag}', "*"):
            answer = website.ask("/ar/1/", headers=headers | {"If-None-Match": known})
            assert (answer.status, answer.body) == (304, b"")
            assert answer.headers["etag"] == tag and "content-length" not in answer.headers
        assert website.ask("/ar/1/", headers=headers | {"If-None-Match": '"old"'}).status == 200


def test_each_encoding_has_a_tag_of_its_own(website):
    tags = {
        website.ask("/ar/1/", headers={"Accept-Encoding": accepted}).headers["etag"]
        for accepted in ("identity", "gzip", "br")
    }
    assert len(tags) == 3


def test_a_kept_page_that_says_not_found_is_no_match(website):
    tag = website.ask("/ar/9/").headers["etag"]
    assert website.ask("/ar/9/", headers={"If-None-Match": tag}).status == 404


def test_head_answers_with_the_headers_alone(website):
    first = website.ask("/ar/1/", method="HEAD", headers={"Accept-Encoding": "gzip"})
    got = website.ask("/ar/1/", headers={"Accept-Encoding": "gzip"})
    assert first.body == b"" and first.headers == got.headers
    assert len(website.printed) == 1


def test_a_range_is_ignored(website):
    whole = website.ask("/ar/1/")
    answer = website.ask("/ar/1/", headers={"Range": "bytes=0-9"})
    assert (answer.status, answer.body) == (200, whole.body)


def test_readers_ask_again_each_time_and_caches_may_keep(website):
    answer = website.ask("/ar/1/")
    assert answer.headers["cache-control"] == (
        "public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400"
    )


def test_readers_see_no_keys(website):
    answer = website.ask("/ar/1/")
    assert "surrogate-key" not in answer.headers and "cache-tag" not in answer.headers


def test_what_stands_in_front_sees_the_keys(website, settings):
    settings.KHABAR_PAGES_IN_FRONT = [{"BACKEND": "…"}]
    answer = website.restarted().ask("/ar/1/")
    own, *keys = answer.headers["surrogate-key"].split()
    assert own.startswith("page/") and keys == ["section/politics", "story/1"]
    assert answer.headers["cache-tag"].split(",") == [own, *keys]


@pytest.mark.parametrize("status", [200, 404, 410])
def test_these_statuses_are_kept(website, status):
    answers = [website.ask(f"/ar/status/{status}/") for _ in range(3)]
    assert [answer.status for answer in answers] == [status] * 3
    assert len(website.printed) == 1


@pytest.mark.parametrize("status", [201, 302, 400, 403, 429])
def test_other_statuses_are_not(website, status):
    answers = [website.ask(f"/ar/status/{status}/") for _ in range(2)]
    assert [answer.status for answer in answers] == [status] * 2
    assert answers[0].headers["cache-control"] == "private, no-store"
    assert len(website.printed) > 1


def test_a_permanent_redirect_is_kept_whole(website):
    website.ask("/ar/moved/")
    answer = website.ask("/ar/moved/")
    assert (answer.status, answer.headers["location"]) == (301, "/ar/1/")


def test_a_story_that_is_not_there_is_asked_for_once(website):
    assert [website.ask("/ar/9/").status for _ in range(3)] == [404] * 3
    assert website.printed == ["/ar/9/"]


def test_no_two_hosts_share_a_page(website):
    website.ask("/ar/1/")
    website.ask("/ar/1/", host="other.example")
    assert len(website.printed) == 2


def test_the_port_makes_no_other_page(website):
    for port in range(1000, 1010):
        website.ask("/ar/1/", host=f"news.example:{port}")
    website.ask("/ar/1/", host="NEWS.example")
    assert len(website.printed) == 1


def test_files_are_neither_kept_nor_changed(website):
    answer = website.ask("/static/style.css")
    assert "cache-control" not in answer.headers


def test_without_a_usable_folder_readers_notice_nothing(website, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.KHABAR_PAGES_FOLDER = tmp_path / "file" / "pages"
    errors = COUNTERS.errors
    answer = website.restarted().ask("/ar/1/")
    assert answer.status == 200 and "first" in answer.text
    assert COUNTERS.errors == errors + 1
