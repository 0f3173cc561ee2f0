"""Showing why a story was found: its own letters, the matched words marked.

A word is marked in the letters that stand there, with their harakat and prefixes. Where it isn't
plain why it was found, the two words are shown beside each other: بدمج ← دمج.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from khabar.language.analysing import Token, analyse, analyse_only
from khabar.search.engine import Question

SNIPPET: Final = 220
"""How many characters of a story's text are shown around a match."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """A word that was found in a form that isn't the one asked for."""

    found: str
    asked: str


class Marker:
    """Finds the words of one question in texts of one language."""

    def __init__(self, question: Question, language: str) -> None:
        self.language = language
        self.asked = {token.stem: token for token in question.words}
        self.phrases = [[token.folded for token in phrase] for phrase in question.phrases]
        self.why: dict[str, Why] = {}

    def marked(self, text: str) -> list[Run]:
        """Return the whole of `text` in runs."""
        return list(_runs(text, self._spans(text)))

    def snippet(self, paragraphs: Iterable[str]) -> list[Run]:
        """Return a part of the first paragraph that holds a match, with it; else nothing."""
        for text in paragraphs:
            if spans := self._spans(text):
                first, last = _window(text, spans[0])
                inside = [(a - first, b - first) for a, b in spans if first <= a and b <= last]
                runs = list(_runs(text[first:last], inside))
                before = [Run("… ")] if first else []
                after = [Run(" …")] if last < len(text) else []
                return [*before, *runs, *after]
        return []

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the words and phrases stand, in order, none over another."""
        asked = analyse_only(text, self.language, self.asked)
        spans = [(token.start, token.end) for token in asked]
        for token in asked:
            self._explain(token)
        if self.phrases:
            tokens = analyse(text, self.language)
            spans += [span for phrase in self.phrases for span in _places(phrase, tokens)]
        return _joined(sorted(spans))

    def _explain(self, token: Token) -> None:
        asked = self.asked[token.stem]
        if not _is_plain(token.folded, asked.folded):
            self.why.setdefault(token.folded, Why(token.folded, asked.folded))


def _is_plain(found: str, asked: str) -> bool:
    """Return whether nobody wonders why a word was found: it is the same, but for the article."""
    return found.removeprefix("ال") == asked.removeprefix("ال")


def _places(phrase: list[str], tokens: list[Token]) -> Iterator[tuple[int, int]]:
    words = [token.folded for token in tokens]
    for place in range(len(words) - len(phrase) + 1):
        if words[place : place + len(phrase)] == phrase:
            yield tokens[place].start, tokens[place + len(phrase) - 1].end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _runs(text: str, spans: list[tuple[int, int]]) -> Iterator[Run]:
    edges = [(0, 0), *spans, (len(text), len(text))]
    for (_begin, end), (begin, after) in pairwise(edges):
        if end < begin:
            yield Run(text[end:begin])
        if begin < after:
            yield Run(text[begin:after], marked=True)


def _window(text: str, match: tuple[int, int]) -> tuple[int, int]:
    """Return the part of `text` around a match that is shown, cut between words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    first = max(0, min(match[0] - SNIPPET // 3, len(text) - SNIPPET))
    last = min(len(text), first + SNIPPET)
    if first:
        first = text.find(" ", first, match[0]) + 1 or match[0]
    if last < len(text):
        last = max(text.rfind(" ", match[1], last), match[1])
    return first, last
