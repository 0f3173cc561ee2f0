"""From a question to the engine's query: what must match, and what weighs how much."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import tantivy
from tantivy import FieldType, Occur, Query

from khabar.search import fields
from khabar.search.engine import Question

HEADLINE: Final = 2.0
LEAD: Final = 0.5
EXACT: Final = 0.4
NEAR: Final = 0.6
WINDOW: Final = 4

Part = tuple[Occur, Query]


def ranked_query(schema: tantivy.Schema, question: Question) -> Query:
    """Return the query that finds what `question` asks for and says how well each story fits."""
    weighed = list(_weighed(schema, question))
    must = list(_musts(schema, question))
    return Query.boolean_query([*must, *weighed])


def filter_query(schema: tantivy.Schema, question: Question) -> Query:
    """Return the query that finds the same stories and weighs nothing: for counting."""
    return Query.boolean_query(list(_musts(schema, question)) or [(Occur.Must, Query.all_query())])


def _musts(schema: tantivy.Schema, question: Question) -> Iterator[Part]:
    term = Query.term_query
    words = [term(schema, fields.TEXT_STEM, word.stem) for word in question.words]
    if question.any_word and words:
        yield Occur.Must, Query.boolean_query([(Occur.Should, word) for word in words])
    else:
        yield from ((Occur.Must, word) for word in words)
    for phrase in question.phrases:
        yield Occur.Must, _phrase(schema, fields.TEXT_EXACT, [word.folded for word in phrase])
    for word in question.without:
        yield Occur.MustNot, term(schema, fields.TEXT_STEM, word.stem)
    for facet, values in question.only.items():
        wanted = [int(value) for value in values] if facet == fields.YEAR else list(values)
        yield Occur.Must, Query.const_score_query(Query.term_set_query(schema, facet, wanted), 0.0)
    if not question.drafts:
        yield Occur.Must, Query.const_score_query(term(schema, fields.LIVE, 1), 0.0)
    if question.bounded:
        times = Query.range_query(
            schema,
            fields.PUBLISHED,
            FieldType.Integer,
            question.since,
            question.until,
            include_upper=question.until is None,
        )
        yield Occur.Must, Query.const_score_query(times, 0.0)


def _weighed(schema: tantivy.Schema, question: Question) -> Iterator[Part]:
    for word in question.words:
        for field, text, weight in (
            (fields.HEADLINE_STEM, word.stem, HEADLINE),
            (fields.LEAD_STEM, word.stem, LEAD),
            (fields.TEXT_EXACT, word.folded, EXACT),
        ):
            query = Query.term_query(schema, field, text)
            yield Occur.Should, Query.boost_query(query, weight)
    for one, other in pairwise(question.words):
        near = _phrase(schema, fields.TEXT_STEM, [one.stem, other.stem], slop=WINDOW)
        yield Occur.Should, Query.boost_query(near, NEAR)


def _phrase(schema: tantivy.Schema, field: str, words: list[str], slop: int = 0) -> Query:
    if len(words) == 1:
        return Query.term_query(schema, field, words[0])
    return Query.phrase_query(schema, field, list(words), slop=slop)
