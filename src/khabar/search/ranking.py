"""From a question to the engine's query: what must match, and what weighs how much.

The weights were chosen by `benchmarks/search_quality.py`; the figures are in its README.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

import tantivy
from django.conf import settings
from tantivy import FieldType, Occur, Query

from khabar.language.analysing import Token
from khabar.language.stemming import stem_word
from khabar.language.stemming_words import FUNCTION_WORDS
from khabar.search import recording
from khabar.search.engine import Question

HEADLINE: Final = 0.4
"""How much more a word weighs in the headline, where 1 is its weight anywhere in the story."""
LEAD: Final = 0.1
EXACT: Final = 0.4
"""How much more the very form weighs that was asked for."""
BESIDE: Final = 0.15
"""How much two words weigh that stand beside each other, as they were asked for."""

Part = tuple[Occur, Query]


def ranked_query(schema: tantivy.Schema, question: Question) -> Query:
    """Return the query that finds what `question` asks for and says how well each story fits."""
    return Query.boolean_query([*_musts(schema, question), *_weights(schema, question)])


def filter_query(schema: tantivy.Schema, question: Question) -> Query:
    """Return the query that finds the same stories and weighs nothing: for counting."""
    return Query.boolean_query(list(_musts(schema, question)))


def telling_words(question: Question) -> list[Token]:
    """Return the words of a question that say what is looked for: those that say nothing (of, in)
    are left out where another one remains. Each stem once."""
    functional = FUNCTION_WORDS.get(question.language, frozenset())
    telling = [word for word in question.words if word.folded not in functional]
    return list({word.stem: word for word in telling or question.words}.values())


def stamps_of(question: Question) -> list[str]:
    """Return the stamps of the words that a question is asked of: those of its editions, for the
    desk also those of drafts."""
    languages = question.only.get(recording.LANGUAGE) or tuple(settings.EDITIONS)
    states = (True, False) if question.drafts else (True,)
    return [recording.stamp_of(language, live=live) for language in languages for live in states]


def _stamped(question: Question, form: Callable[[str], Query]) -> Query:
    """Return what `form` makes of each stamp, one of which is enough."""
    return _any([form(stamp) for stamp in stamps_of(question)])


def _any(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    # A word alone isn't wrapped: the engine passes over blocks of stories for bare words only.
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _term(schema: tantivy.Schema, field: str, word: str, question: Question) -> Query:
    """Return the query for a word in the question's editions."""
    return _stamped(
        question, lambda stamp: Query.term_query(schema, field, stamp + word, index_option="freq")
    )


def _phrase(schema: tantivy.Schema, field: str, words: list[str], question: Question) -> Query:
    if len(words) == 1:
        return _term(schema, field, words[0], question)
    return _stamped(
        question,
        lambda stamp: Query.phrase_query(schema, field, [stamp + word for word in words]),
    )


def _musts(schema: tantivy.Schema, question: Question) -> Iterator[Part]:
    words = [_word(schema, word, question) for word in telling_words(question)]
    if question.any_word and words:
        yield Occur.Must, _any(words)
    else:
        yield from ((Occur.Must, word) for word in words)
    for phrase in question.phrases:
        folded = [word.folded for word in phrase]
        yield Occur.Must, _phrase(schema, recording.TEXT_EXACT, folded, question)
    if not (words or question.phrases):
        # What isn't wanted must be taken from something.
        yield Occur.Must, Query.const_score_query(Query.all_query(), 0.0)
        yield from _readable(schema, question)
    for word in question.without:
        yield Occur.MustNot, _term(schema, recording.TEXT_STEM, word.stem, question)
    yield from _narrowing(schema, question)


def _word(schema: tantivy.Schema, word: Token, question: Question) -> Query:
    """Return the query for one word: by its stem; where it is a part of a compound also by the
    compound in one piece, as others type it; where it may be a beginning also by what begins so."""
    forms = [_term(schema, recording.TEXT_STEM, word.stem, question)]
    if word.compound:
        whole = stem_word(word.compound, question.language)
        forms.append(_term(schema, recording.TEXT_STEM, whole, question))
    if question.beginnings and word == question.words[-1]:
        begun = [stamp + form for stamp in stamps_of(question) for form in question.beginnings]
        forms.append(Query.term_set_query(schema, recording.TEXT_EXACT, begun))
    return _any(forms)


def _readable(schema: tantivy.Schema, question: Question) -> Iterator[Part]:
    """Return what keeps to the question's editions where no word does, and drafts out."""
    if languages := question.only.get(recording.LANGUAGE):
        query = _any([Query.term_query(schema, recording.LANGUAGE, code) for code in languages])
        yield Occur.Must, Query.const_score_query(query, 0.0)
    if not question.drafts:
        yield Occur.MustNot, Query.term_query(schema, recording.LIVE, 0)


def _narrowing(schema: tantivy.Schema, question: Question) -> Iterator[Part]:
    """Return what narrows a question beyond its words, and weighs nothing.

    One value is looked up like a word, which passes over what it needn't see; several are gathered
    from the whole archive each time.
    """
    for facet, values in question.only.items():
        if facet == recording.LANGUAGE:
            continue
        wanted = [int(value) for value in values] if facet == recording.YEAR else list(values)
        if len(wanted) == 1:
            query = Query.term_query(schema, facet, wanted[0])
        else:
            query = Query.term_set_query(schema, facet, wanted)
        yield Occur.Must, Query.const_score_query(query, 0.0)
    if question.bounded:
        yield Occur.Must, published_between(schema, question.since, question.until)


def published_between(schema: tantivy.Schema, since: int | None, until: int | None) -> Query:
    """Return the query for what was published from `since` on and before `until`, in seconds since
    1970; it weighs nothing."""
    times = Query.range_query(
        schema,
        recording.PUBLISHED,
        FieldType.Integer,
        since,
        until,
        include_upper=until is None,
    )
    return Query.const_score_query(times, 0.0)


def blended_queries(
    schema: tantivy.Schema, question: Question, *, beside: str = recording.TEXT_STEM
) -> list[tuple[Query, float]]:
    """Return the plain queries whose scores, each with its weight, add up to nearly what
    `ranked_query` gives: words as stems, in the headline, in their very form, beside each other.

    Each finds its best in a fraction of the time that one query with optional parts takes, since
    nothing but what all its words share is looked at. The first finds all that `question` finds.
    `beside` is the field in which words are looked for that stand beside each other.
    """
    words = telling_words(question)
    stems = [word.stem for word in words]

    def each(field: str, forms: list[str]) -> list[Query]:
        return [_term(schema, field, form, question) for form in forms]

    parts: list[tuple[list[Query], float]] = [
        ([_word(schema, word, question) for word in words], 1.0),
        (each(recording.HEADLINE_STEM, stems), HEADLINE),
        (each(recording.TEXT_EXACT, [word.folded for word in words]), EXACT),
    ]
    if len(words) > 1 and not question.any_word:
        parts.append(([_phrase(schema, beside, stems, question)], BESIDE))
    narrowing = list(_narrowing(schema, question))
    put_together = _any if question.any_word else _all
    plain = [(put_together(queries), weight) for queries, weight in parts]
    if not narrowing:
        return plain
    return [
        (Query.boolean_query([(Occur.Must, query), *narrowing]), weight) for query, weight in plain
    ]


def _weights(schema: tantivy.Schema, question: Question) -> Iterator[Part]:
    words = telling_words(question)
    for word in words:
        for field, text, weight in (
            (recording.HEADLINE_STEM, word.stem, HEADLINE),
            (recording.LEAD_STEM, word.stem, LEAD),
            (recording.TEXT_EXACT, word.folded, EXACT),
        ):
            query = _term(schema, field, text, question)
            yield Occur.Should, Query.boost_query(query, weight)
    for one, other in pairwise(words):
        beside = _phrase(schema, recording.TEXT_STEM, [one.stem, other.stem], question)
        yield Occur.Should, Query.boost_query(beside, BESIDE)
