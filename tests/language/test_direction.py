"""Direction: of a language, and in plain text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language import direction_of, isolate, strip_controls

pytestmark = pytest.mark.once

BIDI = st.text(st.sampled_from("ab ابج\n\t\u200c\u200f\u202a\u202c\u202e\u2066\u2067\u2068\u2069"))
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("code", ["ar", "ar-EG", "fa_IR", "ckb", "ur", "he", "AR", "az-Arab"])
def test_these_run_from_right_to_left(code: str) -> None:
    assert direction_of(code) == "rtl"


@pytest.mark.parametrize("code", ["en", "fr-TN", "ku", "tr", "", "arn", "ar-Latn", "pa-PK"])
def test_these_run_from_left_to_right(code: str) -> None:
    assert direction_of(code) == "ltr"


def test_an_isolated_run_is_wrapped_and_nothing_stays_nothing() -> None:
    assert isolate("Arsenal 2-1") == f"{FSI}Arsenal 2-1{PDI}"
    assert isolate("") == ""


def test_a_stray_closing_mark_cannot_end_the_isolate_early() -> None:
    assert isolate(f"a{PDI}b") == f"{FSI}ab{PDI}"


@given(st.text() | BIDI)
def test_isolates_are_always_balanced(text: str) -> None:
    depth = 0
    for char in isolate(text):
        depth += (char in {LRI, RLI, FSI}) - (char == PDI)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("a\x00b\x1bc\x9fd\x7f", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("می\u200cرود\u200d\u200e\u200f\u061c\t\n", "می\u200cرود\u200d\u200e\u200f\u061c\t\n"),
        ("a\U000e0068\U000e0069b", "ab"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,
        ("لا شيء يتغير، 2-1", "لا شيء يتغير، 2-1"),
    ],
)
def test_controls_go_and_what_the_script_needs_stays(text: str, stripped: str) -> None:
    assert strip_controls(text) == stripped


@given(st.text() | BIDI)
def test_no_reordering_mark_is_left(text: str) -> None:
    stripped = strip_controls(text)
    reordering = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not reordering & {unicodedata.bidirectional(char) for char in stripped}
    assert all(char in "\n\t" for char in stripped if unicodedata.category(char) == "Cc")
    assert strip_controls(stripped) == stripped
