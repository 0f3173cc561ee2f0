"""The index by tantivy: a folder on this machine, one writer, any number of readers.

Readers keep the index open for as long as its `meta.json` stays the same: a commit writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final

import tantivy
from tantivy import Occur, Query

from khabar.search import opening, recording
from khabar.search.engine import Counts, Hit, Question, Unavailable
from khabar.search.ranking import blended_queries, filter_query, ranked_query

FOLDER: Final = "stories"
MOST_FACETS: Final = 20
BLENDED: Final = 100
"""How many of the best of each plain query are weighed together."""
HEADLINE_WORDS: Final = 40
"""How many words that begin alike are tried for the last one while somebody types."""

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
        for order, (query, weight) in enumerate(blended_queries(self.index.schema, question)):
            found = self._guarded(self.searcher.search, query, BLENDED, count=False).hits
            if order == 0:
                last = float(found[-1][0]) if len(found) == BLENDED else 0.0
            for score, place in found:
                key = (place.segment_ord, place.doc)
                places[key] = place
                scores[key] = scores.get(key, last if order else 0.0) + weight * float(score)
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
        return self._hits([(scores[key], places[key]) for key in best])

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
        weights: Mapping[str, float],
        *,
        limit: int,
        language: str,
        without: Iterable[int] = (),
    ) -> list[Hit]:
        """Return the published stories that hold most of the weight of some stems."""
        term = Query.term_query
        words = [
            Query.boost_query(term(self.index.schema, recording.TEXT_STEM, stem), weight)
            for stem, weight in weights.items()
        ]
        query = Query.boolean_query([(Occur.Should, word) for word in words])
        unwanted = set(without)
        found = self._guarded(self.searcher.search, query, limit + len(unwanted), count=False)
        hits = [hit for hit in self._hits(found.hits) if hit.live and hit.number not in unwanted]
        return hits[:limit]

    def frequency(self, stem: str) -> int:
        """Return in how many stories a stem stands."""
        return self.searcher.doc_freq(recording.TEXT_STEM, stem)

    def frequency_of(self, field: str, value: str) -> int:
        """Return in how many stories a field has a value."""
        return self.searcher.doc_freq(field, value)

    def words_that_begin(
        self, beginning: str, *, limit: int, field: str = recording.TEXT_EXACT
    ) -> list[str]:
        """Return the archive's commonest folded words that begin so."""
        found = self.searcher.terms_with_prefix(field, beginning, limit=limit)
        return [word for word, _stories in found]

    def headlines_that_begin(self, words: list[str], *, language: str, limit: int) -> list[int]:
        """Return the numbers of the newest stories whose headline has these folded words, of which
        the last may be a beginning."""
        schema = self.index.schema
        *whole, last = words
        term = Query.term_query
        must = [term(schema, recording.HEADLINE_EXACT, word) for word in whole]
        beginnings = self.words_that_begin(
            last, limit=HEADLINE_WORDS, field=recording.HEADLINE_EXACT
        )
        must.append(Query.term_set_query(schema, recording.HEADLINE_EXACT, beginnings))
        must.append(term(schema, recording.LANGUAGE, language))
        must.append(term(schema, recording.LIVE, 1))
        query = Query.boolean_query([(Occur.Must, part) for part in must])
        found = self._guarded(
            self.searcher.search, query, limit, count=False, order_by_field=recording.PUBLISHED
        )
        return [hit.number for hit in self._hits(found.hits)]

    def words(self, *, at_least: int, most: int) -> Iterator[tuple[str, int]]:
        """Return the archive's folded words in at least so many stories, commonest first."""
        for word, stories in self.searcher.terms_with_prefix(recording.TEXT_EXACT, "", limit=most):
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
    """Return whether a question asks for words alone, each of them, the best first."""
    special = question.newest_first or question.any_word or question.drafts
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
