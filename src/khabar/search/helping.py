"""Helping whoever found nothing: words that the archive has, and which word stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from khabar.language.analysing import Token, analyse
from khabar.search.engine import Question
from khabar.search.indexing import TantivyReader
from khabar.search.parsing import parse
from khabar.search.spelling import correct
from khabar.stories.models import Story
from khabar.stories.reading import texts_by_number

LOOKED_THROUGH: Final = 3


def corrected(reader: TantivyReader, question: Question, query: str) -> str:
    """Return `query` with words of the archive in place of those that it doesn't have, or ""
    where every word is known, nothing is like it, or that would find nothing either."""
    better, language = query, question.language
    for token in question.words:
        known = reader.frequency(token.stem, language=language)
        if not known and (found := correct(reader.folder, token.folded, language=language)):
            better = _exchanged(better, token, as_written(reader, found[0], language), language)
    helps = better != query and reader.count(with_words(question, better)).total > 0
    return better if helps else ""


def with_words(question: Question, text: str) -> Question:
    """Return the question with other words."""
    words = tuple(analyse(parse(text).words, question.language))
    return replace(question, words=words)


def _exchanged(query: str, wrong: Token, right: str, language: str) -> str:
    for token in analyse(query, language):
        if token.folded == wrong.folded:
            return query[: token.start] + right + query[token.end :]
    return query


def as_written(reader: TantivyReader, word: str, language: str) -> str:
    """Return a folded word in the letters in which a story of the archive has it."""
    asked = Question(language=language, phrases=((Token(word, word, 0, len(word)),),))
    numbers = [hit.number for hit in reader.search(asked, limit=LOOKED_THROUGH)]
    stories = Story.objects.published().filter(number__in=numbers)
    headlines = stories.values_list("headline", flat=True)
    texts = [*headlines, *(text for lines in texts_by_number(stories).values() for text in lines)]
    for text in texts:
        for found in analyse(text, language):
            if found.folded == word:
                return text[found.start : found.end]
    return word


def fewer(reader: TantivyReader, question: Question) -> list[tuple[str, int]]:
    """Return what stands in the way: each word or phrase without which something would be found,
    as it was folded, and how many stories that would be; most first."""
    found = [(left_out, reader.count(asked).total) for left_out, asked in _with_less(question)]
    return sorted(((what, total) for what, total in found if total), key=lambda item: -item[1])


def _with_less(question: Question) -> Iterator[tuple[str, Question]]:
    if len(question.words) + len(question.phrases) < 2:
        return
    for place, word in enumerate(question.words):
        others = question.words[:place] + question.words[place + 1 :]
        yield word.folded, replace(question, words=others)
    for place, phrase in enumerate(question.phrases):
        others_of = question.phrases[:place] + question.phrases[place + 1 :]
        yield " ".join(word.folded for word in phrase), replace(question, phrases=others_of)
