"""The seam behind which the index lies: what search asks of an engine, and nothing of how.

An installation has tantivy in every machine (`indexing.py`). A cluster can stand in its
place once it does what `Reader` and `Writer` say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from khabar.language.analysing import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index is told of a story: as readers have it (`live`), or as the desk drafts it.

    `published` is in seconds since 1970, 0 for what never was. `topics` and `contributors` are
    slugs; `names` is what they are called, in every language and spelling.
    """

    number: int
    live: bool
    language: str
    section: str
    published: int
    year: int
    topics: Sequence[str] = ()
    contributors: Sequence[str] = ()
    kicker: str = ""
    headline: str = ""
    lead: str = ""
    body: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for, analysed in `language`: every word, every phrase, none of `without`.

    `only` keeps the values of a facet ("section", "topics", "contributors", "language", "year");
    several values of one facet are alternatives. `since` and `until` are seconds since 1970, the
    latter excluded. With `any_word` one of the words is enough; with `drafts` the desk's drafts are
    found as well. `beginnings` are folded words that count as the last word.
    """

    language: str = "ar"
    words: tuple[Token, ...] = ()
    phrases: tuple[tuple[Token, ...], ...] = ()
    without: tuple[Token, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    any_word: bool = False
    drafts: bool = False
    newest_first: bool = False
    beginnings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        narrowed = set(self.only) - {"language"}
        return not (self.words or self.phrases or narrowed or self.bounded)

    @property
    def bounded(self) -> bool:
        """Whether a time is asked for."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that an engine found; `live` is false for a draft."""

    number: int
    score: float
    published: int = 0
    live: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories a question finds, in all and by the values of each facet, most first."""

    total: int
    facets: Mapping[str, list[tuple[str, int]]]


class Unavailable(Exception):
    """The index is missing, damaged or of another make; it is being built."""


class Reader(Protocol):
    """Reads the index as it was committed last."""

    def search(self, question: Question, *, limit: int, offset: int = 0) -> list[Hit]:
        """Return the best hits, or the newest where that is asked for."""
        ...

    def count(self, question: Question, *, facets: Iterable[str] = ()) -> Counts:
        """Return how many stories a question finds."""
        ...

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
        ...

    def holds(self, number: int) -> bool:
        """Return whether the index has a story as readers have it."""
        ...

    def frequency(self, stem: str, *, language: str) -> int:
        """Return in how many of an edition's published stories a stem stands."""
        ...

    def words_that_begin(self, beginning: str, *, question: Question, limit: int) -> list[str]:
        """Return the commonest folded words that begin so where `question` looks."""
        ...

    def size(self) -> int:
        """Return how many entries there are."""
        ...


class Writer(Protocol):
    """Changes the index. There is one on a machine; nothing is seen before `commit`."""

    def replace(self, number: int, records: Iterable[str]) -> None:
        """Put a story's records in place of what there was of it; none takes it out."""
        ...

    def add(self, record: str) -> None:
        """Add a record of a story that isn't in the index."""
        ...

    def commit(self) -> None:
        """Let readers see all changes, and have them on the disk."""
        ...

    def close(self) -> None:
        """Let another process write."""
        ...
