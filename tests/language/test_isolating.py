"""Headlines with foreign runs, as plain text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from khabar.language.isolating import isolate_foreign

FSI, PDI, RLM, LRM = "\u2068", "\u2069", "\u200f", "\u200e"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("فوز Arsenal 2-1 على ريال", "ar", f"فوز {FSI}Arsenal 2-1{PDI} على ريال"),
        ("انتهت المباراة 2-1", "ar", f"انتهت المباراة {FSI}2-1{PDI}"),
        ('"iPhone 15"، قال', "ar", f'{RLM}"{FSI}iPhone 15{PDI}"، قال'),
        ("NASA تطلق مركبة", "ar", f"{RLM}{FSI}NASA{PDI} تطلق مركبة"),
        ("سهام Apple Inc. ارتفعت", "ar", f"سهام {FSI}Apple Inc{PDI}. ارتفعت"),
        ("می‌رود ۲۰۲۴", "fa", "می‌رود ۲۰۲۴"),
        ("ميزانية 1,5 مليار", "ar", "ميزانية 1,5 مليار"),
        ("The word خبر means news", "en", f"The word {FSI}خبر{PDI} means news"),
        ("القاهرة: a city awakes", "en", f"{LRM}{FSI}القاهرة{PDI}: a city awakes"),
        ("Plain English, 2-1", "en", "Plain English, 2-1"),
        ("", "ar", ""),
    ],
)
def test_it_isolates_what_is_foreign(text: str, language: str, expected: str) -> None:
    assert isolate_foreign(text, language) == expected


@given(st.text(), st.sampled_from(["ar", "fa", "en"]))
def test_nothing_visible_is_added_or_lost(text: str, language: str) -> None:
    marks = re.compile("[\u2066-\u2069\u200e\u200f]")
    assert marks.sub("", isolate_foreign(text, language)) == marks.sub("", text)


@given(st.text(alphabet="ab 1-٢خبر.,\u2067\u2069"), st.sampled_from(["ar", "en"]))
def test_every_isolate_is_closed(text: str, language: str) -> None:
    isolated = isolate_foreign(re.sub("[\u2066-\u2069]", "", text), language)
    assert isolated.count(FSI) == isolated.count(PDI)


def places(page: Page, text: str, parts: list[str]) -> list[float]:
    """Return where a browser shows each part of a line whose direction it has to guess."""
    return page.evaluate(
        """([text, parts]) => {
          const line = document.createElement("p");
          line.dir = "auto";
          line.style.font = "20px sans-serif";
          line.textContent = text;
          document.body.append(line);
          return parts.map((part) => {
            const range = document.createRange();
            const at = line.firstChild.data.indexOf(part);
            range.setStart(line.firstChild, at);
            range.setEnd(line.firstChild, at + part.length);
            return range.getBoundingClientRect().x;
          });
        }""",
        [text, parts],
    )


@pytest.mark.journey
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_browser_shows_them_in_order(page: Page) -> None:
    page.goto("/static/khabar/icons/OFL-nothing.txt")
    score = isolate_foreign("انتهت المباراة بنتيجة 2-1", "ar")
    two, one = places(page, score, ["2", "1"])
    assert two < one
    both = isolate_foreign("فوز Arsenal 2-1 على ريال", "ar")
    won, name, two, one, on = places(page, both, ["فوز", "Arsenal", "2", "1", "على"])
    assert on < name < two < one < won
    quoted = isolate_foreign('"iPhone 15"، قال', "ar")
    said, comma, name, number = places(page, quoted, ["قال", "،", "iPhone", "15"])
    assert said < comma < name < number
