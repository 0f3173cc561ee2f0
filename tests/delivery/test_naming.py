"""Names: whatever a reader sends, one page has one name, and two pages never share one."""

from __future__ import annotations

from urllib.parse import parse_qs, quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabar.delivery.naming import Name, host_of, path_of, query_of

pytestmark = pytest.mark.once

HOSTS = st.sampled_from(["news.example", "other.example", "[::1]", "127.0.0.1"])
SEGMENTS = st.text(
    st.characters(exclude_characters="/\\", exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=20,
).filter(lambda text: text not in {".", ".."})
PATHS = st.lists(SEGMENTS, max_size=4).map(lambda parts: "/" + "/".join(parts))
VALUES = st.dictionaries(st.sampled_from(["page", "after"]), st.text(max_size=10))


def as_wsgi(path):
    return path.encode().decode("latin-1")


def named(host, path, query=""):
    kept = path_of(as_wsgi(path))
    assert kept is not None
    return Name(host, kept, query_of(query, ("page", "after")) or "")


@given(HOSTS, PATHS, VALUES)
@example("news.example", "/ar/٧٦٢٢٧", {"page": "2"})
@example("news.example", "/a?page=2", {})
@example("news.example", "/a#b%20c", {})
def test_a_name_is_read_as_it_was_written(host, path, values):
    query = "&".join(f"{key}={quote(value)}" for key, value in values.items())
    name = named(host, path, query)
    assert Name.parse(name.text) == name
    environ = name.environ("https://news.example")
    assert environ["PATH_INFO"] == as_wsgi(path)
    given = parse_qs(environ["QUERY_STRING"], keep_blank_values=True)
    assert {key: value for key, (value,) in given.items()} == values


@given(HOSTS, PATHS, PATHS, st.sampled_from(["", "page=2", "after=x"]))
@example("news.example", "/a?page=2", "/a", "page=2")
def test_two_pages_never_share_a_name(host, path, other, query):
    one, two = named(host, path), named(host, other, query)
    same = path == other and not query
    assert (one.text == two.text) is same
    assert (one.key == two.key) is same


@given(st.text(max_size=40))
def test_a_page_is_remembered_by_what_the_server_hands_on(text):
    path_info = as_wsgi("/" + text) if text.isprintable() else "/"
    path = path_of(path_info)
    if path is not None:
        assert Name("news.example", path).key == f"news.example{path_info}"


@pytest.mark.parametrize(
    "path_info",
    [
        "", "ar", "//", "/a//b", "/a/../b", "/./a", "/a\\b", "/a\x00", "/a\nb", "/\xff",
        "/" + "a" * 1001,
    ],
)  # fmt: skip
def test_no_page_has_such_a_path(path_info):
    assert path_of(path_info) is None


@given(
    st.lists(st.tuples(st.sampled_from(["page", "utm", "after"]), st.text(max_size=5)), max_size=6)
)
def test_the_order_of_parameters_and_unknown_ones_make_no_other_name(pairs):
    known = {key: value for key, value in pairs if key != "utm"}
    shuffled = [*sorted(known.items(), reverse=True), ("utm", "x")]
    write = lambda pairs: "&".join(f"{key}={quote(value)}" for key, value in pairs)  # noqa: E731
    allowed = ("after", "page")
    assert query_of(write(pairs), allowed) == query_of(write(shuffled), allowed)


def test_a_query_that_is_too_long_is_not_kept():
    assert query_of("page=" + "1" * 600, ("page",)) is None
    assert query_of("utm=" + "1" * 600, ()) == ""


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("news.example", "news.example"),
        ("NEWS.example:8000", "news.example"),
        ("news.example.", "news.example"),
        ("evil.example", None),
        ("news.example:80:80", None),
        ("news.example/", None),
        ("news.example@evil.example", None),
        ("", None),
    ],
)
def test_a_host_is_ours_or_it_is_not(header, host):
    assert host_of(header, ("news.example",)) == host


def test_an_address_is_made_of_the_origin_that_readers_use():
    assert Name("news.example", "/ar/", "page=2").url("https://news.example:8443") == (
        "https://news.example:8443/ar/?page=2"
    )
    assert Name("other.example", "/ar/").url("https://news.example:8443") == (
        "https://other.example/ar/"
    )
