"""What a page says of itself in a line or two: search engines show it below the page's title."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from khabar.language.direction import direction_of
from khabar.language.isolating import isolate_foreign

LONGEST: Final = 200
"""In characters. Search engines cut at about 160; what a reader must know stands before that."""

OPENINGS: Final[dict[str, Any]] = {
    "front": "%(paper)s",
    "section": _("The latest in %(name)s"),
    "topic": _("The latest on %(name)s"),
    "topics": _("What the news in %(paper)s is about."),
    "running": _("All about %(name)s, the latest first"),
    "contributor": _("The latest by %(name)s"),
    "source": _("The latest from %(name)s"),
    "years": _("Every story in %(paper)s, by year, month and day."),
    "year": _("What %(paper)s published in %(name)s, month by month."),
    "month": _("What %(paper)s published in %(name)s, day by day."),
    "day": _("What %(paper)s published on %(name)s"),
    "search": _("Search all stories in %(paper)s by words or by number."),
    "comments": _("What readers say about the story"),
}


def summarise(
    kind: str, *, language: str, paper: str, name: str = "", headlines: Iterable[str] = ()
) -> str:
    """Return a summary of a page of this kind: an opening, then as many headlines as fit.

    Plain text in the language that is active, its foreign runs isolated. One headline is always
    told, however long it is.
    """
    opening = isolate_foreign(OPENINGS[kind] % {"paper": paper, "name": name}, language)
    told: list[str] = []
    for headline in headlines:
        told.append(isolate_foreign(headline, language))
        if len(told) > 1 and len(opening) + sum(map(len, told)) > LONGEST:
            told.pop()
            break
    between = "؛ " if direction_of(language) == "rtl" else "; "
    return f"{opening}: {between.join(told)}" if told else opening


def shorten(text: str, language: str) -> str:
    """Return what an editor wrote, cut after a word where it is longer than a summary."""
    return isolate_foreign(textwrap.shorten(text, LONGEST, placeholder="…"), language)
