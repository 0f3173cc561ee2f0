"""The query that finds stories like a given one, by weighted words instead of a reader's."""

from __future__ import annotations

from collections.abc import Mapping

import tantivy
from tantivy import Occur, Query

from khabar.search.ranking import published_between


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
    if since is None and until is None:
        return weighed
    times = published_between(schema, since, until)
    return Query.boolean_query([(Occur.Must, weighed), (Occur.Must, times)])
