"""The reference's tables of words are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from khabar.language import analyse, fold
from khabar.language.stemming import stem_word

PAGE = (Path(__file__).parents[2] / "docs/reference/language.md").read_text()
LANGUAGES = {"Arabic": "ar", "Persian": "fa", "English": "en"}


def pairs(header: str) -> list[tuple[str, str, str]]:
    """Return the language and the words of each row of the tables whose header ends so."""
    found, language, inside = [], "ar", False
    for line in PAGE.splitlines():
        language = LANGUAGES.get(line.removeprefix("### "), language)
        if line.startswith("|"):
            inside = inside or f"{header} |" in line
            words = re.findall(r"`([^`]+)`", line)
            if inside and len(words) >= 2:
                found.append((language, words[0], words[1]))
        else:
            inside = False
    return found


@pytest.mark.parametrize(("language", "written", "folded"), pairs("| Written | Folded"))
def test_a_word_is_folded_as_the_table_says(language: str, written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("language", "written", "other"), pairs("| Written | Meets"))
def test_words_meet_as_the_table_says(language: str, written: str, other: str) -> None:
    stems = [{token.stem for token in analyse(text, language)} for text in (written, other)]
    wholes = {stem_word(token.compound, language) for token in analyse(written, language)}
    assert stems[0] & stems[1] or wholes & stems[1]


@pytest.mark.parametrize(("language", "word", "other"), pairs("| Word | Not | Why"))
def test_words_stay_apart_as_the_table_says(language: str, word: str, other: str) -> None:
    assert [token.stem for token in analyse(word, language)] != [
        token.stem for token in analyse(other, language)
    ]


def test_the_tables_were_read() -> None:
    headers = ("| Written | Folded", "| Written | Meets", "| Word | Not | Why")
    assert min(len(pairs(header)) for header in headers) >= 9
