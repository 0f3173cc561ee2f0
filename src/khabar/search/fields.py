"""The fields of the index, and what is written into them.

Words stand in two forms: `…_exact` folded only, `…_stem` without prefixes and endings. `text` holds
everything; the headline and the lead stand apart as well, since they weigh more.
"""

from __future__ import annotations

import json
from typing import Any, Final

import tantivy

from khabar.language.analysing import analyse
from khabar.search.engine import Entry

SCHEMA_VERSION: Final = 1
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


def record_of(entry: Entry) -> str:
    """Return an entry, analysed, as the engine takes it: JSON."""
    headline = analyse(entry.headline, entry.language)
    lead = analyse(f"{entry.kicker}\n{entry.lead}", entry.language)
    rest = analyse(f"{entry.body}\n{entry.names}", entry.language)
    everything = [*headline, *lead, *rest]
    record: dict[str, Any] = {
        NUMBER: entry.number,
        LIVE: int(entry.live),
        LANGUAGE: entry.language,
        SECTION: entry.section,
        TOPICS: list(entry.topics),
        CONTRIBUTORS: list(entry.contributors),
        PUBLISHED: entry.published,
        YEAR: entry.year,
        HEADLINE_EXACT: " ".join(token.folded for token in headline),
        HEADLINE_STEM: " ".join(token.stem for token in headline),
        LEAD_STEM: " ".join(token.stem for token in lead),
        TEXT_EXACT: " ".join(token.folded for token in everything),
        TEXT_STEM: " ".join(token.stem for token in everything),
    }
    return json.dumps(record, ensure_ascii=False)
