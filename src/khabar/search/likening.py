"""The query that finds stories like a given one, by weighted words instead of a reader's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import tantivy
from tantivy import FieldType, Occur, Query

from khabar.search import recording


def likeness_query(
    schema: tantivy.Schema,
    weights: Mapping[str, Mapping[str, float]],
    *,
    since: int | None = None,
    until: int | None = None,
) -> Query:
    """Return the query for stories that have some of what is weighed, by fields and their values.

    Without times nothing must match, and the engine passes over whole blocks that
    can't come among the best.
    """
    weighed = Query.boolean_query(
        [
            (Occur.Should, Query.boost_query(Query.term_query(schema, field, value), weight))
            for field, values in weights.items()
            for value, weight in values.items()
        ]
    )
    narrowing = [Query.const_score_query(each, 0.0) for each in _narrowing(schema, since, until)]
    if not narrowing:
        return weighed
    return Query.boolean_query([(Occur.Must, each) for each in (weighed, *narrowing)])


def _narrowing(schema: tantivy.Schema, since: int | None, until: int | None) -> Iterator[Query]:
    if since is not None or until is not None:
        yield Query.range_query(
            schema,
            recording.PUBLISHED,
            FieldType.Integer,
            since,
            until,
            include_upper=until is None,
        )
