"""The archive's own words, for "did you mean": a small index beside that of the stories.

Each word is kept with all that is left of it when one letter is taken away. Two words that differ
by one slip (a letter too many, too few, another one, two exchanged) share one of these remains, so
one look finds them, however many words there are. (The method is Wolf Garbe's SymSpell.)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import tantivy
from django.conf import settings
from rapidfuzz.distance import OSA
from tantivy import Occur, Query

from khabar.search.indexing import TantivyReader, open_folder

FOLDER: Final = "words"
RARE: Final = 3
"""A word in fewer stories may be a slip itself."""
SHORTEST: Final = 3
LONGEST: Final = 24
MOST_WORDS: Final = 300_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("remains", tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("stories", stored=True, fast=True)
    return builder.build()


def build_words(folder: Path) -> int:
    """Write the words of the index in `folder` beside it, and return how many there are."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    index = tantivy.Index(_schema(), str(place), reuse=False)
    writer = index.writer(32_000_000, 1)
    writer.delete_all_documents()
    count = 0
    for language in settings.EDITIONS:
        for row in _rows(folder, language):
            writer.add_document(tantivy.Document.from_dict(row, index.schema))
            count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def _rows(folder: Path, language: str) -> Iterator[dict[str, Any]]:
    words = TantivyReader(folder).words(language=language, at_least=RARE, most=MOST_WORDS)
    for word, stories in words:
        if SHORTEST <= len(word) <= LONGEST and not word.isdigit():
            remains = " ".join(remains_of(word))
            yield {"word": word, "language": language, "remains": remains, "stories": stories}


def remains_of(word: str) -> set[str]:
    """Return a word and what is left of it without any one of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def correct(folder: Path, word: str, *, language: str, limit: int = 3) -> list[str]:
    """Return the words of an edition that a folded `word` may be a slip for, likeliest first.

    Likelier is what needs fewer changes and stands in more stories.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    index = open_folder(folder / FOLDER)
    searcher = index.searcher()
    remains = Query.term_set_query(index.schema, "remains", sorted(remains_of(word)))
    of_edition = Query.term_query(index.schema, "language", language)
    query = Query.boolean_query([(Occur.Must, remains), (Occur.Must, of_edition)])
    hits = searcher.search(query, 200, count=False, order_by_field="stories").hits
    found = ((doc["word"][0], doc["stories"][0]) for doc in (searcher.doc(at) for _n, at in hits))
    return _likeliest(word, found)[:limit]


def _likeliest(word: str, found: Iterable[tuple[str, int]]) -> list[str]:
    slips = [(OSA.distance(word, other), stories, other) for other, stories in found]
    # A change is as unlikely as a word that is a thousand times as rare.
    ranked = sorted((slip * 3 - math.log10(n), other) for slip, n, other in slips if slip)
    return [other for _weight, other in ranked]
