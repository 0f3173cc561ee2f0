"""Whatever a file holds: reading it never crashes, loses no line and invents no word."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.ingest.decoding import decode
from khabar.ingest.reading import LeftOut, ParsedStory, Why, reader_for
from khabar.ingest.reading_text_pages import TextPageReader
from khabar.ingest.refusing import Refused
from khabar.ingest.splitting import split_lines
from tests.ingest.conftest import SAVED_PAGE

pytestmark = pytest.mark.once

TEHRAN = ZoneInfo("Asia/Tehran")
CODES = ("utf-8", "utf-8-sig", "utf-16")
SAVED_LINES = SAVED_PAGE.read_text(encoding="utf-8").split("\n")

lines = st.one_of(
    st.sampled_from(SAVED_LINES),
    st.sampled_from(["Comments", "کد خبر:", "Reporter: Sara", "X | چاپ", "* * *", "*عنوان*", "۱۲"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
ends = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2029", "\x85"])
texts = st.lists(st.tuples(lines, ends).map("".join), max_size=12).map("".join)
pages = texts.map("معرف الأخبار : 76227\nRelease date: 2021-10-19 17:51\n".__add__)


def said_by(story: ParsedStory) -> list[str]:
    """Return every text that the story has from its page."""
    parts = [part.text for part in story.body]
    return [story.kicker, story.headline, story.lead, story.source, *parts]


def read(text: str) -> ParsedStory | None:
    """Return the story that a page makes, or None where it is refused."""
    try:
        return TextPageReader().read(text, zone=TEHRAN, language=None)
    except Refused:
        return None


@given(pages)
def test_every_text_of_the_story_stands_on_one_line_of_the_page(text: str) -> None:
    on_page = [line.text for line in split_lines(text)]
    story = read(text)
    for said in said_by(story) if story else []:
        assert any(said in line for line in on_page)


@given(pages)
def test_every_line_of_the_page_is_in_the_story_or_was_left_out(text: str) -> None:
    story = read(text)
    if not story:
        return
    left_out = [entry for entry in story.left_out if entry.why != Why.INVISIBLE]
    kept = [line for line in split_lines(text) if not is_among(line.number, left_out)]
    texts = [story.headline, story.kicker, story.lead, *(part.text for part in story.body)]
    assert len(kept) == len([text for text in texts if text])
    assert len(left_out) == len({entry.line for entry in left_out})


def is_among(line: int, left_out: list[LeftOut]) -> bool:
    """Tell whether a line was left out."""
    return any(entry.line == line for entry in left_out)


@given(pages)
def test_no_text_of_the_story_is_blank_or_has_blanks_around_it(text: str) -> None:
    story = read(text)
    if story:
        assert story.headline
        assert all(part.text for part in story.body)
        assert all(said == said.strip() for said in said_by(story))


@given(st.one_of(texts, st.text()))
def test_no_text_crashes_the_reader(text: str) -> None:
    TextPageReader().recognises(text)
    read(text)


@given(st.one_of(st.binary(), *(texts.map(partial(str.encode, encoding=name)) for name in CODES)))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    with suppress(Refused):
        text = decode(raw).text
        reader_for(text).read(text, zone=TEHRAN, language=None)
