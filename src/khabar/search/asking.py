"""Asking: what readers and the desk get for what they write into the search field.

The index says which stories, the database whether they are published: nothing that readers may
not see is ever in an answer, however far behind the index may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Final

from django.conf import settings

from khabar.language.analysing import analyse
from khabar.language.editions import Edition
from khabar.search import opening
from khabar.search.engine import Counts, Hit, Question
from khabar.search.helping import corrected, fewer
from khabar.search.indexing import TantivyReader, open_reader
from khabar.search.marking import Marker, Run, Why
from khabar.search.parsing import MOST_PARTS, Wanted, parse
from khabar.search.recording import CONTRIBUTORS, FACETS, LANGUAGE, SECTION, TOPICS
from khabar.search.suggesting import slugs_named
from khabar.stories.models import Story
from khabar.stories.reading import texts_by_number

LONGEST_QUERY: Final = 200
PAGE: Final = 20
MOST_PAGES: Final = 25
FEW: Final = 10
"""Where fewer are found with every word, what comes nearest fills them up."""
WEIGHED: Final = 100
"""So many of the best hits are weighed again by their age."""
FRESHNESS: Final = 0.15
"""How much more a story of today weighs than one of ten years ago and older."""
AGE: Final = 10 * 365 * 86400


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found, and why: its kicker, headline and a part of its text with
    marks."""

    story: Story
    kicker: list[Run]
    headline: list[Run]
    snippet: list[Run]
    why: list[Why]


@dataclass(frozen=True)
class Answer:
    """What is shown for a query.

    `unknown` are names of sections, topics or contributors that don't exist, `strange` dates that
    can't be read. Where nothing was found, `corrected` is the query that may have been meant, and
    `fewer` are words that stand in the way, with how many stories are found without them. Where
    little or nothing was found, `nearest` is what has most of the words.
    """

    wanted: Wanted
    total: int = 0
    results: list[Result] = field(default_factory=list)
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    page: int = 1
    has_more: bool = False
    unknown: tuple[str, ...] = ()
    corrected: str = ""
    fewer: list[tuple[str, int]] = field(default_factory=list)
    nearest: list[Result] = field(default_factory=list)


Chosen = Mapping[str, str]
"""Values of facets that a reader chose by a link."""


def ask(
    query: str,
    *,
    language: str,
    chosen: Chosen | None = None,
    page: int = 1,
    newest_first: bool = False,
    everywhere: bool = False,
) -> Answer:
    """Answer a reader's query in the edition `language`, or in all editions with `everywhere`.

    `page` counts from 1 to `MOST_PAGES`. Raises `Unavailable` while there is no index.
    """
    reader = open_reader()
    wanted = parse(query)
    question, unknown = understand(wanted, language=language, everywhere=everywhere)
    question = narrowed(replace(question, newest_first=newest_first), chosen or {})
    if question.is_empty or unknown:
        return Answer(wanted, unknown=unknown)
    counts = counted(reader, question)
    hits = best(reader, question, upto=page * PAGE + 1)[(page - 1) * PAGE :]
    results = show(hits[:PAGE], question)
    more = len(hits) > PAGE and page < MOST_PAGES
    answer = Answer(wanted, counts.total, results, counts.facets, page, more)
    needs_help = page == 1 and counts.total < FEW
    return helped(answer, reader, question, query) if needs_help else answer


def counted(reader: TantivyReader, question: Question) -> Counts:
    """Return how many stories there are by each facet; by language, as if none was chosen."""
    if LANGUAGE not in question.only:
        return reader.count(question, facets=FACETS)
    counts = reader.count(question, facets=[name for name in FACETS if name != LANGUAGE])
    found = _by_language(reader, question, counts.total)
    languages = sorted(found, key=lambda item: -item[1])
    return replace(counts, facets={**counts.facets, LANGUAGE: languages})


def _by_language(
    reader: TantivyReader, question: Question, total: int
) -> Iterator[tuple[str, int]]:
    """Return how many stories are found in each edition that has any; `total` in its own."""
    chosen = question.only[LANGUAGE]
    for language in settings.EDITIONS:
        only = {**question.only, LANGUAGE: (language,)}
        known = chosen == (language,)
        found = total if known else reader.count(replace(question, only=only)).total
        if found:
            yield language, found


def understand(
    wanted: Wanted, *, language: str, everywhere: bool = False
) -> tuple[Question, tuple[str, ...]]:
    """Return the question that a query puts, and the names in it that nothing has."""
    folder = opening.current()
    only: dict[str, tuple[str, ...]] = {} if everywhere else {LANGUAGE: (language,)}
    unknown: list[str] = []
    wishes = ((SECTION, wanted.sections), (CONTRIBUTORS, wanted.by), (TOPICS, wanted.topics))
    for facet, names in wishes:
        called = {name: slugs_named(folder, facet, name) for name in names}
        unknown += [name for name, slugs in called.items() if not slugs]
        if names:
            only[facet] = tuple(slug for slugs in called.values() for slug in slugs)
    edition: Edition = settings.EDITIONS[language]
    since, until = (
        int(datetime.combine(day, time.min, edition.time_zone).timestamp()) if day else None
        for day in (wanted.after, wanted.before)
    )
    question = Question(
        language=language,
        words=tuple(analyse(wanted.words, language)[:MOST_PARTS]),
        phrases=tuple(tuple(analyse(phrase, language)) for phrase in wanted.phrases),
        without=tuple(token for text in wanted.without for token in analyse(text, language)),
        only=only,
        since=since,
        until=until,
    )
    return question, tuple(unknown)


def narrowed(question: Question, chosen: Chosen) -> Question:
    """Return the question with the facets' values that a reader chose."""
    more = {facet: (value,) for facet, value in chosen.items() if facet in FACETS and value}
    return replace(question, only={**question.only, **more})


def best(reader: TantivyReader, question: Question, *, upto: int) -> list[Hit]:
    """Return the first `upto` hits; by relevance, a newer story weighs a little more."""
    if question.newest_first:
        return reader.search(question, limit=upto)
    hits = reader.search(question, limit=max(WEIGHED, upto))
    newest = max((hit.published for hit in hits), default=0)

    def weight(hit: Hit) -> float:
        age = min(1.0, (newest - hit.published) / AGE)
        return hit.score * (1 + FRESHNESS * (1 - age))

    return sorted(hits, key=weight, reverse=True)[:upto]


def show(hits: list[Hit], question: Question) -> list[Result]:
    """Return the stories of `hits` that readers may see, in that order, with marks."""
    numbers = [hit.number for hit in hits]
    published = Story.objects.published().filter(number__in=numbers)
    stories = {story.number: story for story in published.for_cards()}
    texts = texts_by_number(published)
    seen = [number for number in numbers if number in stories and number in texts]
    return [_result(stories[number], texts[number], question) for number in seen]


def _result(story: Story, texts: list[str], question: Question) -> Result:
    marker = Marker(question, story.language)
    kicker, headline = marker.marked(story.kicker), marker.marked(story.headline)
    snippet = marker.snippet(texts) or marker.marked(story.lead)
    return Result(story, kicker, headline, snippet, list(marker.why.values()))


def helped(answer: Answer, reader: TantivyReader, question: Question, query: str) -> Answer:
    """Return the answer with what helps where little or nothing was found."""
    found = {result.story.number for result in answer.results}
    hits = [hit for hit in _nearest(reader, question, len(found)) if hit.number not in found]
    nearest = show(hits[: FEW - len(found)], question)
    if answer.total:
        return replace(answer, nearest=nearest)
    return replace(
        answer,
        corrected=corrected(reader, question, query),
        fewer=fewer(reader, question),
        nearest=nearest,
    )


def _nearest(reader: TantivyReader, question: Question, found: int) -> list[Hit]:
    """Return what has most of the words; nothing where that is what `found` counts already."""
    words = len(question.words)
    if question.newest_first or not words or (found and words == 1):
        return []
    return best(reader, replace(question, any_word=True, phrases=()), upto=FEW)
