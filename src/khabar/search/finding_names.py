"""Which stories may have a name, so that a topic's new spelling is looked for in those alone."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.language.analysing import Token, analyse
from khabar.search.engine import Question, Unavailable
from khabar.search.indexing import open_reader
from khabar.stories.rematching import register_finder
from khabar.topics.prefixing import PREFIXES, elided, has_article


@register_finder
def stories_that_may_have(language: str, spellings: list[str]) -> set[int] | None:
    """Return the numbers of the published stories that have one of the folded spellings, behind
    whatever prefix; None while there is no index."""
    try:
        reader = open_reader()
        found: set[int] = set()
        for phrase in _phrases(language, spellings):
            only = {"language": (language,)}
            found |= reader.numbers(Question(language=language, phrases=(phrase,), only=only))
    except Unavailable:
        return None
    return found


def _phrases(language: str, spellings: list[str]) -> Iterator[tuple[Token, ...]]:
    """Yield each spelling as texts have it: a phrase is found as it is written, prefix and all."""
    written = {form for spelling in spellings for form in _written(language, spelling)}
    for form in sorted(written):
        if phrase := tuple(analyse(form, language)):
            yield phrase


def _written(language: str, spelling: str) -> Iterator[str]:
    yield spelling
    if language != "ar":
        return
    yield from (prefix + spelling for prefix in PREFIXES)
    if has_article(spelling):
        yield from (before + elided(spelling) for before in ("", "و", "ف"))
