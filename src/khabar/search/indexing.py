"""The index by tantivy: a folder on this machine, one writer, any number of readers.

Readers keep the index open for as long as its `meta.json` stays the same: a commit writes it anew.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final

import tantivy
from tantivy import Occur, Query

from khabar.search import opening, recording
from khabar.search.engine import Counts, Hit, Question, Unavailable
from khabar.search.likening import likeness_query
from khabar.search.ranking import (
    blended_queries,
    filter_query,
    ranked_query,
    stamps_of,
    telling_words,
)

FOLDER: Final = "stories"
MOST_FACETS: Final = 20
BLENDED: Final = 100
"""How many of the best of each plain query are weighed together."""
COMMON: Final = 20_000
"""A word in more stories is common."""
HEADLINE_WORDS: Final = 40
"""How many words that begin alike are tried for the last one while somebody types."""
HEADLINE_STORIES: Final = 20_000
"""And in how many stories they stand, about, when no further word is tried."""

_opened: dict[Path, tuple[int, tantivy.Index]] = {}
_opening: Final = Lock()


def make_index(folder: Path) -> None:
    """Make an empty index in `folder`."""
    place = folder / FOLDER
    place.mkdir(parents=True)
    tantivy.Index(recording.build_schema(), str(place), reuse=False)


def open_folder(place: Path) -> tantivy.Index:
    """Return the index in `place` as it was committed last. Raises `Unavailable`."""
    try:
        committed = os.stat(place / "meta.json").st_mtime_ns
        known = _opened.get(place)
        if known and known[0] == committed:
            return known[1]
        with _opening:
            return _reopened(place, committed)
    except (OSError, ValueError) as error:
        raise Unavailable(f"The index in {place} can't be read: {error}") from error


def _reopened(place: Path, committed: int) -> tantivy.Index:
    _last, index = _opened.get(place, (0, None))
    if index is None:
        for gone in [known for known in _opened if not known.exists()]:
            del _opened[gone]
        index = tantivy.Index.open(str(place))
        index.config_reader("manual")
    index.reload()
    _opened[place] = (committed, index)
    return index


def open_reader() -> TantivyReader:
    """Return a reader of the index in use. Raises `Unavailable`."""
    folder = opening.current()
    if not opening.State.read(folder).is_readable:
        raise Unavailable("The index was made by another version.")
    return TantivyReader(folder)


class TantivyReader:
    """Reads one index, as it was committed last when the reader was made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = self._guarded(open_folder, folder / FOLDER)
        self.searcher = self.index.searcher()

    def _guarded(self, deed: Any, *words: Any, **more: Any) -> Any:
        """Do what reads the index; damage is reported, so that it is built anew."""
        try:
            return deed(*words, **more)
        except (ValueError, OSError, Unavailable) as error:
            if self.folder.is_dir():
                opening.report_damage(self.folder)
            raise Unavailable(f"The index can't be read: {error}") from error

    def search(self, question: Question, *, limit: int, offset: int = 0) -> list[Hit]:
        """Return the best hits, or the newest where that is asked for."""
        if is_simple(question) and offset + limit <= BLENDED:
            return self._blended(question, offset + limit)[offset:]
        query = ranked_query(self.index.schema, question)
        order = recording.PUBLISHED if question.newest_first else None
        found = self._guarded(
            self.searcher.search, query, limit, count=False, offset=offset, order_by_field=order
        )
        return self._hits(found.hits)

    def _blended(self, question: Question, limit: int) -> list[Hit]:
        """Return the best hits of several plain queries, their scores added up.

        What a query doesn't have among its best gets the score of its last from the first query,
        and nothing from the others.
        """
        scores: dict[tuple[int, int], float] = {}
        places: dict[tuple[int, int], tantivy.DocAddress] = {}
        last = 0.0
        queries = blended_queries(self.index.schema, question, beside=self._beside(question))
        for order, (query, weight) in enumerate(queries):
            found = self._guarded(self.searcher.search, query, BLENDED, count=False).hits
            if order == 0:
                last = float(found[-1][0]) if len(found) == BLENDED else 0.0
            for score, place in found:
                key = (place.segment_ord, place.doc)
                if order and not last and key not in scores:
                    continue  # the first found all there is; another language's stem is no match
                places[key] = place
                scores[key] = scores.get(key, last if order else 0.0) + weight * float(score)
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
        return self._hits([(scores[key], places[key]) for key in best])

    def _beside(self, question: Question) -> str:
        """Return where words are looked for beside each other: where all are common in headlines
        alone, since to compare their places in so many texts takes longer than all the rest."""
        stamps = stamps_of(question)
        stories = [
            sum(self.searcher.doc_freq(recording.TEXT_STEM, stamp + word.stem) for stamp in stamps)
            for word in telling_words(question)
        ]
        common = min(stories, default=0) > COMMON
        return recording.HEADLINE_STEM if common else recording.TEXT_STEM

    def _hits(self, hits: list[tuple[Any, tantivy.DocAddress]]) -> list[Hit]:
        places = [place for _score, place in hits]
        numbers, moments, live = (
            self.searcher.fast_field_values(name, places)
            for name in (recording.NUMBER, recording.PUBLISHED, recording.LIVE)
        )
        scores = [float(score or 0) for score, _place in hits]
        rows = zip(numbers, scores, moments, live, strict=True)
        return [Hit(int(n or 0), score, int(at or 0), bool(alive)) for n, score, at, alive in rows]

    def count(self, question: Question, *, facets: Iterable[str] = ()) -> Counts:
        """Return how many stories a question finds, in all and by each value of `facets`."""
        wanted: dict[str, Any] = {
            name: {"terms": {"field": name, "size": MOST_FACETS}} for name in facets
        }
        wanted["total"] = {"value_count": {"field": recording.NUMBER}}
        query = filter_query(self.index.schema, question)
        answer = self._guarded(self.searcher.aggregate, query, wanted)
        total = int(answer.pop("total")["value"])
        return Counts(total, {name: _buckets(found) for name, found in answer.items()})

    def more_like(
        self,
        words: Mapping[str, float],
        *,
        headline: Mapping[str, float],
        topics: Mapping[str, float],
        language: str,
        limit: int,
        since: int | None = None,
        until: int | None = None,
    ) -> list[Hit]:
        """Return the published stories that have most of the weight of some stems, of stems in the
        headline and of topics; what is rare weighs more. `since` and `until`, in seconds since
        1970, narrow them. Words are those of the edition `language`; by a topic alone, stories
        of other editions are found as well."""
        stamp = recording.stamp_of(language, live=True)
        weights = {
            recording.TEXT_STEM: {stamp + stem: weight for stem, weight in words.items()},
            recording.HEADLINE_STEM: {stamp + stem: weight for stem, weight in headline.items()},
            recording.TOPICS: topics,
        }
        query = likeness_query(self.index.schema, weights, since=since, until=until)
        found = self._guarded(self.searcher.search, query, limit, count=False)
        return [hit for hit in self._hits(found.hits) if hit.live]

    def holds(self, number: int) -> bool:
        """Return whether the index has a story as readers have it."""
        schema, term = self.index.schema, Query.term_query
        parts = [term(schema, recording.NUMBER, number), term(schema, recording.LIVE, 1)]
        query = Query.boolean_query([(Occur.Must, part) for part in parts])
        return bool(self._guarded(self.searcher.search, query, 1, count=False).hits)

    def frequency(self, stem: str, *, language: str) -> int:
        """Return in how many of an edition's published stories a stem stands."""
        stamp = recording.stamp_of(language, live=True)
        return self.searcher.doc_freq(recording.TEXT_STEM, stamp + stem)

    def frequency_of(self, field: str, value: str) -> int:
        """Return in how many stories a field has a value."""
        return self.searcher.doc_freq(field, value)

    def words_that_begin(self, beginning: str, *, question: Question, limit: int) -> list[str]:
        """Return the commonest folded words that begin so where `question` looks."""
        found: Counter[str] = Counter()
        for stamp in stamps_of(question):
            begun = self._words(recording.TEXT_EXACT, stamp, beginning, limit)
            found.update(dict(begun))
        return [word for word, _stories in found.most_common(limit)]

    def _words(
        self, field: str, stamp: str, beginning: str, limit: int
    ) -> Iterator[tuple[str, int]]:
        found = self.searcher.terms_with_prefix(field, stamp + beginning, limit=limit)
        return ((word.removeprefix(stamp), stories) for word, stories in found)

    def headlines_that_begin(self, words: list[str], *, language: str, limit: int) -> list[int]:
        """Return the numbers of the newest stories whose headline has these folded words, of which
        the last may be a beginning."""
        schema, stamp = self.index.schema, recording.stamp_of(language, live=True)
        *whole, last = words
        must = [Query.term_query(schema, recording.HEADLINE_EXACT, stamp + word) for word in whole]
        beginnings = list(self._enough(stamp, last))
        must.append(Query.term_set_query(schema, recording.HEADLINE_EXACT, beginnings))
        query = Query.boolean_query([(Occur.Must, part) for part in must])
        found = self._guarded(
            self.searcher.search, query, limit, count=False, order_by_field=recording.PUBLISHED
        )
        return [hit.number for hit in self._hits(found.hits)]

    def _enough(self, stamp: str, beginning: str) -> Iterator[str]:
        """Return the commonest words of headlines that begin so, until they stand in so many
        stories that more of them would only take time."""
        seen = 0
        for word, stories in self._words(
            recording.HEADLINE_EXACT, stamp, beginning, HEADLINE_WORDS
        ):
            if seen > HEADLINE_STORIES:
                return
            seen += stories
            yield stamp + word

    def words(self, *, language: str, at_least: int, most: int) -> Iterator[tuple[str, int]]:
        """Return the folded words in at least so many of an edition's published stories,
        commonest first."""
        stamp = recording.stamp_of(language, live=True)
        for word, stories in self._words(recording.TEXT_EXACT, stamp, "", most):
            if stories >= at_least:
                yield word, stories

    def numbers(self, question: Question) -> set[int]:
        """Return the numbers of all the stories that a question finds."""
        query = filter_query(self.index.schema, question)
        found = self._guarded(self.searcher.search, query, max(1, self.size()), count=False)
        return {hit.number for hit in self._hits(found.hits)}

    def size(self) -> int:
        """Return how many entries there are."""
        return self.searcher.num_docs


def is_simple(question: Question) -> bool:
    """Return whether a question asks readers' stories for words alone, the best first."""
    special = question.newest_first or question.drafts
    return bool(question.words) and not (special or question.phrases or question.without)


def _buckets(found: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return a facet's values; an engine counts years as floating numbers."""
    return [(_plain(each["key"]), int(each["doc_count"])) for each in found["buckets"]]


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


def open_writer(folder: Path, *, memory: int = 32) -> TantivyWriter | None:
    """Return the writer of the index in `folder`, or None where another process has it.

    `memory` is in megabytes. Raises `Unavailable` where the index can't be opened.
    """
    try:
        index = tantivy.Index.open(str(folder / FOLDER))
    except (OSError, ValueError) as error:
        opening.report_damage(folder)
        raise Unavailable(f"The index in {folder} can't be opened: {error}") from error
    try:
        return TantivyWriter(index, memory=memory)
    except ValueError as error:
        if "LockBusy" in str(error):
            return None
        raise


class TantivyWriter:
    """Changes an index; nothing is seen before `commit`."""

    def __init__(self, index: tantivy.Index, *, memory: int) -> None:
        self._schema = index.schema
        self._writer: tantivy.IndexWriter | None = index.writer(memory * 1_000_000, 1)

    @property
    def writer(self) -> tantivy.IndexWriter:
        """The engine's own writer. Raises `ValueError` once it is closed."""
        if self._writer is None:
            raise ValueError("The writer is closed.")
        return self._writer

    def replace(self, number: int, records: Iterable[str]) -> None:
        """Put a story's records in place of what there was of it; none takes it out."""
        self.writer.delete_documents_by_query(self._has_number(number))
        for record in records:
            self.writer.add_json(record)

    def _has_number(self, number: int) -> Query:
        # The engine's own deletion by a term takes every number for a signed one, and finds none.
        return Query.term_query(self._schema, recording.NUMBER, number)

    def add(self, record: str) -> None:
        """Add a record of a story that isn't in the index."""
        self.writer.add_json(record)

    def commit(self) -> None:
        """Let readers see all changes, and have them on the disk."""
        self.writer.commit()

    def close(self) -> None:
        """Finish what goes on in the background, and let another process write."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None
