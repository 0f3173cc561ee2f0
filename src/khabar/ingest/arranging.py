"""Arranging a story's lines: headline, kicker, lead and the parts of the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khabar.ingest.reading import LeftOut, Part, Why
from khabar.ingest.refusing import Refused
from khabar.ingest.sorting import HEADING_MARKS
from khabar.ingest.splitting import Line
from khabar.language import fold

LONGEST_HEADLINE = 255
LONGEST_HEADING = 200

# How far down a headline may first stand, and how far below it may stand again.
_FIRST_AT_MOST = 3
_AGAIN_WITHIN = 4

_HEADING = re.compile(rf"[{HEADING_MARKS}]+\s*(?P<text>[^{HEADING_MARKS}]+?)[\s{HEADING_MARKS}]*")


@dataclass(frozen=True)
class Arranged:
    """The story's texts, each as the page has it, and the lines that found no place."""

    kicker: str
    headline: str
    lead: str
    body: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]


def arrange(lines: list[Line]) -> Arranged:
    """Arrange the lines of a story. Raises `Refused` where there is no headline.

    Pages print the headline as their title and again above the story, with the kicker between;
    what stands above or between besides is left out. Where it stands once, it is the first line.
    The lead is the first paragraph below it.
    """
    if not lines:
        message = _("It has no headline. Write it on a line of its own above the story.")
        raise Refused("no-headline", message)
    first, again = _headlines(lines)
    _require_headline(lines[first])
    between, below = lines[first + 1 : again], lines[again + 1 :]
    parts = [_part(line.text) for line in below]
    has_lead = bool(parts) and parts[0].kind == "paragraph"
    left_out = [_above(line) for line in (*lines[:first], *between[:-1])]
    if again != first:
        left_out.append(LeftOut(lines[again].number, lines[again].text, Why.REPEATED))
    return Arranged(
        kicker=between[-1].text if between else "",
        headline=lines[first].text,
        lead=parts[0].text if has_lead else "",
        body=tuple(parts[has_lead:]),
        left_out=tuple(left_out),
    )


def _headlines(lines: list[Line]) -> tuple[int, int]:
    """Return where the headline stands first and where it stands again, or twice its one place."""
    words = [" ".join(fold(line.text).split()) for line in lines[: _FIRST_AT_MOST + _AGAIN_WITHIN]]
    for first, headline in enumerate(words[:_FIRST_AT_MOST]):
        for again in range(first + 1, min(first + 1 + _AGAIN_WITHIN, len(words))):
            if words[again] == headline and _are_titles(lines[first:again]):
                return first, again
    return 0, 0


def _are_titles(lines: list[Line]) -> bool:
    return all(len(line.text) <= LONGEST_HEADLINE for line in lines)


def _require_headline(line: Line) -> None:
    if len(line.text) > LONGEST_HEADLINE:
        message = _(
            "Line %(line)d should be the headline, but has %(length)d characters; a headline has "
            "at most %(longest)d. Write the headline on a line of its own above it."
        )
        values = {"line": line.number, "length": len(line.text), "longest": LONGEST_HEADLINE}
        raise Refused("no-headline", message % values)


def _above(line: Line) -> LeftOut:
    return LeftOut(line.number, line.text, Why.ABOVE)


def _part(text: str) -> Part:
    """A line that begins with * is a sub-heading, unless it is too long or has one within."""
    heading = _HEADING.fullmatch(text)
    if heading and len(heading["text"]) <= LONGEST_HEADING:
        return Part("heading", heading["text"])
    return Part("paragraph", text)
