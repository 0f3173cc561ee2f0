"""Suggestions while somebody types: names of topics and contributors, then headlines.

The names lie in a small index of their own beside that of the stories, which is written anew as a
whole whenever one of them changes: there are thousands, not millions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import tantivy
from tantivy import Occur, Query

from khabar.contributors.models import Contributor
from khabar.language.folding import fold
from khabar.search import opening
from khabar.search.indexing import TantivyReader, open_folder
from khabar.stories.models import Story
from khabar.topics.models import Section, Topic

FOLDER: Final = "names"
HOW_MANY: Final = 8
HEADLINES: Final = 5
SHORTEST: Final = 2
WEIGHED: Final = 200

KINDS: Final[dict[str, Any]] = {
    "section": Section,
    "topics": Topic,
    "contributors": Contributor,
}
"""What has a name, by the field of the stories' index that holds its slug."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be meant: a name or a headline, and where it leads."""

    kind: str
    text: str
    address: str


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("kind", "slug", "language"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("name", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    return builder.build()


def build_names(folder: Path) -> int:
    """Write the names beside the index in `folder`, and return how many there are."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    index = tantivy.Index(_schema(), str(place))
    writer = index.writer(15_000_000, 1)
    writer.delete_all_documents()
    count = 0
    for document in _documents():
        writer.add_document(document)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def _documents() -> Iterator[tantivy.Document]:
    for kind, model in KINDS.items():
        rows: Any = model._default_manager.values_list("slug", "names")
        for slug, names in rows.iterator(chunk_size=2000):
            for language, name in names.items():
                words = " ".join(_words(name))
                yield tantivy.Document(
                    kind=kind, slug=slug, language=language, name=name, words=words
                )


def _words(name: str) -> Iterator[str]:
    """Return the folded words of a name, those with an article also without it."""
    for word in fold(name).split():
        yield word
        if word.startswith("ال") and len(word) > 4:
            yield word.removeprefix("ال")


def names_that_begin(folder: Path, text: str, language: str) -> list[tuple[str, str, str]]:
    """Return kind, slug and name of what has a name in `language` with these words; the last word
    may be a beginning."""
    query, index = _query(folder, text, language)
    searcher = index.searcher()
    hits = searcher.search(query, WEIGHED, count=False).hits
    found = (searcher.doc(place) for _score, place in hits)
    return [(doc["kind"][0], doc["slug"][0], doc["name"][0]) for doc in found]


def _query(folder: Path, text: str, language: str) -> tuple[Query, tantivy.Index]:
    index = open_folder(folder / FOLDER)
    *whole, last = fold(text).split()
    term = Query.term_query
    must = [term(index.schema, "words", word) for word in whole]
    must.append(Query.regex_query(index.schema, "words", f"{_escaped(last)}.*"))
    must.append(term(index.schema, "language", language))
    return Query.boolean_query([(Occur.Must, part) for part in must]), index


def _escaped(word: str) -> str:
    """Return a word as a pattern that means just this word."""
    return "".join(char if char.isalnum() else f"\\{char}" for char in word)


def suggest(text: str, *, language: str) -> list[Suggestion]:
    """Return what `text`, the beginning of a query, may be meant for: names first, those in most
    stories before; then the newest headlines with these words. Raises `Unavailable`."""
    if len("".join(fold(text).split())) < SHORTEST:
        return []
    folder = opening.current()
    reader = TantivyReader(folder)
    names = [
        (reader.frequency_of(kind, slug), kind, slug, name)
        for kind, slug, name in names_that_begin(folder, text, language)
    ]
    best = sorted((item for item in names if item[0]), key=lambda item: (-item[0], item[3]))
    shown = [
        Suggestion(kind, name, KINDS[kind](slug=slug).get_absolute_url(language))
        for _count, kind, slug, name in best[: HOW_MANY - HEADLINES]
    ]
    return [*shown, *islice(_headlines(reader, text, language), HOW_MANY - len(shown))]


def _headlines(reader: TantivyReader, text: str, language: str) -> Iterator[Suggestion]:
    numbers = reader.headlines_that_begin(fold(text).split(), language=language, limit=HOW_MANY)
    found = Story.objects.published().filter(number__in=numbers).for_links().newest_first()
    for story in found:
        yield Suggestion("story", story.headline, story.get_absolute_url())


def slugs_named(folder: Path, kind: str, text: str) -> list[str]:
    """Return the slugs of the sections, topics or contributors that are called `text` in any
    language, however it is typed, or whose slug it is."""
    schema = (index := open_folder(folder / FOLDER)).schema
    term, wanted = Query.term_query, fold(text)
    called = [(Occur.Must, term(schema, "words", word)) for word in wanted.split()]
    found = Query.boolean_query(
        [(Occur.Should, term(schema, "slug", text)), (Occur.Should, Query.boolean_query(called))]
    )
    of_kind = [(Occur.Must, found), (Occur.Must, term(schema, "kind", kind))]
    searcher = index.searcher()
    hits = searcher.search(Query.boolean_query(of_kind), WEIGHED, count=False).hits
    rows = [searcher.doc(place) for _score, place in hits]
    same = [row for row in rows if text == row["slug"][0] or wanted == fold(row["name"][0])]
    return list(dict.fromkeys(row["slug"][0] for row in same))
