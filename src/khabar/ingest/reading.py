"""Reading pages: what a reader of a format is, what it makes of a page, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khabar.ingest.refusing import Refused


class Why(StrEnum):
    """Why a line of a page doesn't stand in the story. Stored in English, shown translated."""

    NUMBER = gettext_noop("read as the number")
    DATE = gettext_noop("read as the release date")
    SOURCE = gettext_noop("read as the source")
    BYLINE = gettext_noop("a byline; credit it at the desk")
    REPEATED = gettext_noop("the headline once more")
    ABOVE = gettext_noop("above the headline")
    LABEL = gettext_noop("a label of the page")
    AFTERWARDS = gettext_noop("below the end of the story")
    NO_WORDS = gettext_noop("no words in it")
    INVISIBLE = gettext_noop("characters that nobody can see")


@dataclass(frozen=True)
class LeftOut:
    """A line of the page, counted from 1, that doesn't stand in the story."""

    line: int
    text: str
    why: Why


@dataclass(frozen=True)
class Part:
    """One part of a body, as plain text."""

    kind: Literal["paragraph", "heading"]
    text: str


@dataclass(frozen=True)
class ParsedStory:
    """What a page says, as plain text with the page's own characters.

    `number` is None where the page has none; `published_at` has a time zone; `language` is a code
    such as ar.
    """

    number: int | None
    published_at: datetime
    language: str
    kicker: str
    headline: str
    lead: str
    source: str
    body: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]


class Reader(Protocol):
    """Reads one format of pages.

    `name` is kept with every story that it read; `suffixes` are the endings, such as ".txt", of
    the files that it wants from a folder.
    """

    name: str
    suffixes: frozenset[str]

    def recognises(self, text: str) -> bool:
        """Tell whether `text` is a page of this format."""
        ...

    def read(self, text: str, *, zone: ZoneInfo, language: str | None) -> ParsedStory:
        """Make a story of `text`.

        Times without a zone are in `zone`; `language` None means: look which one it is. Raises
        `Refused` where something is missing or can't be read.
        """
        ...


READERS: list[Reader] = []
"""Asked in this order: the first that recognises a page reads it. Apps add theirs when ready."""


def known_suffixes() -> frozenset[str]:
    """Return the endings of the files that are taken from a folder."""
    return frozenset().union(*(reader.suffixes for reader in READERS))


def reader_for(text: str) -> Reader:
    """Return the reader that recognises `text`. Raises `Refused` if none does."""
    for reader in READERS:
        if reader.recognises(text):
            return reader
    if text.lstrip("\ufeff \t\r\n")[:9].lower().startswith(("<!doctype", "<html", "<?xml")):
        message = _("It is a page with markup. Save it from the browser as text, and try again.")
        raise Refused("format", message)
    message = _(
        "It isn't known as a saved page. Give it a line such as «News ID: 123» or «Release date: "
        "2021-10-19 17:51» above its headline."
    )
    raise Refused("format", message)
