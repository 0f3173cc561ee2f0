"""What isn't meant for readers must never be kept, and nobody may put words in our mouth."""

from __future__ import annotations

import pytest

from tests.delivery import press
from tests.delivery.press import HOST

pytestmark = pytest.mark.once

PRIVATE = "private, no-store"


def kept(website) -> int:
    """Return how many pages lie in the file."""
    store = website.application._finder.store
    return store.file.connection().execute("SELECT pages FROM totals").fetchone()[0]


def test_what_declares_nothing_is_never_kept(website):
    for _ in range(2):
        answer = website.ask("/ar/undeclared/")
        assert answer.headers["cache-control"] == PRIVATE
    assert len(website.printed) == 2 and kept(website) == 0


def test_a_view_that_speaks_of_caches_itself_is_left_alone(website):
    assert website.ask("/ar/public/").headers["cache-control"] == "public, max-age=5"
    assert kept(website) == 0


@pytest.mark.parametrize(
    "address",
    [
        "/ar/cookie/",
        "/ar/header/Vary/Cookie/",
        "/ar/header/Vary/Accept-Language/",
        "/ar/header/Vary/*/",
        "/ar/header/Vary/Accept-Encoding, Cookie/",
        "/ar/header/Cache-Control/private/",
        "/ar/header/Cache-Control/no-store/",
        "/ar/header/Content-Encoding/br/",
    ],
)
def test_an_answer_for_one_reader_is_never_kept(website, address):
    for _ in range(2):
        answer = website.ask(address)
        assert answer.status == 200
        assert answer.headers["cache-control"] in {PRIVATE, "private", "no-store"}
    assert kept(website) == 0


def test_varying_on_the_encoding_alone_is_no_obstacle(website):
    website.ask("/ar/header/Vary/Accept-Encoding/")
    assert kept(website) == 1


@pytest.mark.parametrize(
    "host", ["evil.example", "news.example.evil.example", "news.example@evil.example", "", "a b"]
)
def test_a_forged_host_is_refused(website, host):
    website.ask("/ar/echo/")
    assert website.ask("/ar/echo/", host=host).status == 400
    assert kept(website) == 1 and website.ask("/ar/echo/").text.count("evil") == 0


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Port",
        "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Forwarded", "Referer",
        "User-Agent", "Accept-Language", "Accept", "Cookie", "Authorization", "Origin", "X-Name",
        "Content-Type", "True-Client-IP", "Range", "If-Modified-Since",
    ],
)  # fmt: skip
def test_no_header_of_a_reader_gets_into_a_page(website, header):
    clean = website.ask("/ar/echo/", host="other.example").text
    answer = website.ask("/ar/echo/", headers={header: "poison=evil.example"})
    assert answer.status == 200
    assert "evil" not in answer.text and "203.0.113.9" not in answer.text
    assert answer.text.replace(HOST, "other.example") != "" and "evil" not in clean


def test_a_page_knows_itself_by_the_address_that_readers_use(website):
    assert website.ask("/ar/echo/", host=f"{HOST}:8000").text.startswith(f"https://{HOST}/ar/echo/")


def test_a_parameter_that_no_view_reads_changes_nothing(website):
    plain = website.ask("/ar/1/")
    for junk in ("utm_source=x", "fbclid=1", "a" * 5000, "page=2", "%00", "=&&&=", "a=b;c=d"):
        assert website.ask(f"/ar/1/?{junk}").body == plain.body
    assert len(website.printed) == 1 and kept(website) == 1


def test_a_cold_page_asked_for_with_junk_is_the_same_page(website):
    website.ask("/ar/1/?utm_source=evil")
    website.ask("/ar/1/")
    assert website.printed == ["/ar/1/"]


def test_a_view_sees_the_parameters_that_it_declares_in_one_order(website):
    first = website.ask("/ar/list/?page=2&utm_source=x&after=5")
    again = website.ask("/ar/list/?after=5&page=1&page=2&other=y")
    assert first.text == again.text == "list of after=5, page=2"
    assert website.printed == ["/ar/list/?after=5&page=2"]


def test_each_declared_value_is_a_page_of_its_own(website):
    for _ in range(2):
        assert website.ask("/ar/list/?page=2").text == "list of page=2"
        assert website.ask("/ar/list/?page=3").text == "list of page=3"
        assert website.ask("/ar/list/").text == "list of "
    assert len(website.printed) == 3


def test_a_path_that_looks_like_a_query_is_not_taken_for_one(website):
    website.ask("/ar/list/?page=2")
    website.ask("/ar/topic/x/")
    # As a server hands on /ar/list/%3Fpage=2: a path with a question mark in it.
    answer = with_path(website, "/ar/list/?page=2")
    assert answer.status == 404
    assert with_path(website, "/ar/topic/x?y/").text == "topic x?y"
    assert website.ask("/ar/topic/x/").text == "topic x"


def with_path(website, path_info):
    """Ask for a path that holds a question mark."""

    def application(environ, start):
        return website.application(environ | {"PATH_INFO": path_info, "QUERY_STRING": ""}, start)

    return press.ask(application, "/")


@pytest.mark.parametrize(
    "address",
    [
        "/ar/1/x.css", "/ar/1/..%2fx.css", "/ar/1//", "//ar/1/", "/ar//1/", "/ar/./1/",
        "/ar/x/../1/", "/ar/topic/../", "/ar/topic/a\\b/", "/ar/topic/a\x00b/",
        "/ar/topic/a\r\nb/", "/ar/undeclared/x.css", "/ar/1/;.css", f"/ar/topic/{'x' * 3000}/",
        f"/ar/list/?page={'9' * 5000}",
    ],
)  # fmt: skip
def test_nothing_is_kept_under_a_strange_address(website, address):
    answer = website.ask(address)
    assert answer.headers["cache-control"] == PRIVATE
    assert kept(website) == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PURGE", "get"])
def test_another_method_goes_past_what_is_kept(website, method):
    website.ask("/ar/1/")
    answer = website.ask("/ar/1/", method=method)
    assert answer.headers["cache-control"] == PRIVATE
    assert len(website.printed) == 2 and kept(website) == 1


def test_who_is_signed_in_at_the_desk_goes_past_what_is_kept(website):
    for _ in range(2):
        website.ask("/ar/1/")
    answer = website.ask("/ar/1/", headers={"Cookie": "a=b; desk=secret"})
    assert answer.headers["cache-control"] == PRIVATE
    assert len(website.printed) == 2


def test_any_other_cookie_is_nothing_to_us(website):
    website.ask("/ar/1/")
    website.ask("/ar/1/", headers={"Cookie": "_ga=1; theme=dark"})
    assert len(website.printed) == 1


def test_a_request_that_is_not_secure_is_left_to_be_redirected(website, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = website.restarted()
    secure = {"X-Forwarded-Proto": "https"}
    for _ in range(3):
        site.ask("/ar/1/", headers=secure)
    assert len(site.printed) == 1
    assert site.ask("/ar/1/").headers["cache-control"] == PRIVATE
    assert site.ask("/ar/1/", headers={"X-Forwarded-Proto": "http"}).headers["cache-control"] == (
        PRIVATE
    )


def test_an_address_in_arabic_script_is_kept_like_any_other(website):
    for _ in range(3):
        assert website.ask("/ar/topic/القاهرة/").text == "topic القاهرة"
    assert len(website.printed) == 1


def test_bytes_that_are_no_text_are_not_kept(website):
    assert with_path(website, "/ar/topic/\xff\xfe/").headers["cache-control"] == PRIVATE
    assert kept(website) == 0
