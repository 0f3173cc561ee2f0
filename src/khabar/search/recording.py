"""The fields of the index, and what is written into them.

Words stand in two forms: `…_exact` folded only, `…_stem` without prefixes and endings. `text` holds
everything; the headline and the lead stand apart as well, since they weigh more.

Each word bears a stamp that says in which edition it stands, and whether readers have it or only
the desk. So a reader's question is one of plain words, with nothing to narrow: the engine can then
pass over whole blocks of stories that can't be among the best.
"""

from __future__ import annotations

import json
from typing import Any, Final

import tantivy

from khabar.language.analysing import index_words
from khabar.search.engine import Entry

SCHEMA_VERSION: Final = 2
"""To be raised with each change here: an index of another version is built anew."""

NUMBER: Final = "number"
LIVE: Final = "live"
LANGUAGE: Final = "language"
SECTION: Final = "section"
TOPICS: Final = "topics"
CONTRIBUTORS: Final = "contributors"
PUBLISHED: Final = "published"
YEAR: Final = "year"
HEADLINE_EXACT: Final = "headline_exact"
HEADLINE_STEM: Final = "headline_stem"
LEAD_STEM: Final = "lead_stem"
TEXT_EXACT: Final = "text_exact"
TEXT_STEM: Final = "text_stem"

FACETS: Final = (SECTION, YEAR, TOPICS, CONTRIBUTORS, LANGUAGE)


def build_schema() -> tantivy.Schema:
    """Return the schema of the index of stories."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(LIVE, indexed=True, fast=True)
    builder.add_integer_field(PUBLISHED, indexed=True, fast=True)
    builder.add_integer_field(YEAR, indexed=True, fast=True)
    for name in (LANGUAGE, SECTION, TOPICS, CONTRIBUTORS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (HEADLINE_EXACT, HEADLINE_STEM, LEAD_STEM, TEXT_EXACT, TEXT_STEM):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def stamp_of(language: str, *, live: bool) -> str:
    """Return what each word begins with in the records of an edition."""
    return f"{language}:" if live else f"{language}~"


def _stamped(stamp: str, words: str) -> str:
    """Return words, joined by single blanks, with the stamp before each."""
    return stamp + words.replace(" ", f" {stamp}") if words else ""


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def record_of(entry: Entry) -> str:
    """Return an entry, analysed, as the engine takes it: JSON."""
    language = entry.language
    stamp = stamp_of(language, live=entry.live)
    headline, headline_stems = index_words(entry.headline, language)
    lead, lead_stems = index_words(f"{entry.kicker}\n{entry.lead}", language)
    rest, rest_stems = index_words(f"{entry.body}\n{entry.names}", language)
    record: dict[str, Any] = {
        NUMBER: entry.number,
        LIVE: int(entry.live),
        LANGUAGE: entry.language,
        SECTION: entry.section,
        TOPICS: list(entry.topics),
        CONTRIBUTORS: list(entry.contributors),
        PUBLISHED: entry.published,
        YEAR: entry.year,
        HEADLINE_EXACT: _stamped(stamp, headline),
        HEADLINE_STEM: _stamped(stamp, headline_stems),
        LEAD_STEM: _stamped(stamp, lead_stems),
        TEXT_EXACT: _stamped(stamp, _joined(headline, lead, rest)),
        TEXT_STEM: _stamped(stamp, _joined(headline_stems, lead_stems, rest_stems)),
    }
    return json.dumps(record, ensure_ascii=False)
