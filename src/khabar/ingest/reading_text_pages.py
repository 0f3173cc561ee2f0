"""Reading news pages that were saved from a browser as text.

Such a page is a run of lines: some carry a label (`labels.toml`), the others are the story. Each
line that isn't blank is a paragraph, and each ends up in the story or in `left_out`.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from khabar.ingest.arranging import arrange
from khabar.ingest.labelling import find_number, read_label
from khabar.ingest.reading import ParsedStory
from khabar.ingest.refusing import Refused
from khabar.ingest.sorting import sort_lines
from khabar.ingest.splitting import Line, hidden_characters, split_lines
from khabar.ingest.telling_languages import tell_language
from khabar.language import read_moment
from khabar.stories.numbering import LARGEST_NUMBER

MOST_LINES = 5000
"""Lines of a page that aren't blank. A list or a log may have more; a story hasn't."""


class TextPageReader:
    """Reads pages saved as text, in Arabic, Persian and English."""

    name = "text page"
    suffixes = frozenset({".txt", ".text"})

    def recognises(self, text: str) -> bool:
        """Tell whether a line of `text` is labelled as a number or a release date."""
        labels = (read_label(line.text) for line in split_lines(text))
        return any(label and label.role in ("number", "date") for label in labels)

    def read(self, text: str, *, zone: ZoneInfo, language: str | None) -> ParsedStory:
        """Make a story of `text`; see `Reader.read`."""
        lines = sort_lines(_lines(text))
        number = _number(lines.numbers)
        arranged = arrange(lines.story)
        language = language or _language(lines.story)
        left_out = [*lines.left_out, *arranged.left_out, *hidden_characters(text)]
        return ParsedStory(
            number=number,
            published_at=_moment(lines.dates, zone, language),
            language=language,
            kicker=arranged.kicker,
            headline=arranged.headline,
            lead=arranged.lead,
            source=lines.sources[0].text if lines.sources else "",
            body=arranged.body,
            left_out=tuple(sorted(left_out, key=lambda entry: entry.line)),
        )


def _lines(text: str) -> list[Line]:
    lines = list(split_lines(text))
    if len(lines) > MOST_LINES:
        message = _(
            "It has %(count)d lines; a page has at most %(most)d. Bring in one story a file."
        )
        raise Refused("too-long", message % {"count": len(lines), "most": MOST_LINES})
    return lines


def _language(lines: list[Line]) -> str:
    language = tell_language("\n".join(line.text for line in lines))
    if not language:
        raise Refused("language", _("Its language can't be told. Name it with --language."))
    return language


def _number(values: list[Line]) -> int | None:
    numbers = {_read_number(line): line for line in reversed(values)}
    if len(numbers) > 1:
        message = _(
            "It has two numbers, on the lines %(lines)s. Bring in one page a file, or take the "
            "wrong number out."
        )
        places = ", ".join(str(line.number) for line in sorted(numbers.values()))
        raise Refused("two-numbers", message % {"lines": places})
    return next(iter(numbers), None)


def _read_number(line: Line) -> int:
    number = find_number(line.text)
    if not number or number > LARGEST_NUMBER:
        message = _(
            "The number «%(value)s» on line %(line)d can't be read. Write digits alone, from 1 to "
            "%(largest)d, or take the line out for a new number."
        )
        values = {"value": line.text, "line": line.number, "largest": LARGEST_NUMBER}
        raise Refused("number", message % values)
    return number


def _moment(values: list[Line], zone: ZoneInfo, language: str) -> datetime:
    moments = (read_moment(line.text, zone, language) for line in values)
    moment = next((moment for moment in moments if moment), None)
    if not moment:
        raise _unread_date(values)
    if moment > timezone.now():
        message = _(
            "Its release date, %(moment)s, is yet to come. Mend the date, or look whether "
            "--timezone is right."
        )
        raise Refused("future-date", message % {"moment": f"{moment:%Y-%m-%d %H:%M %Z}"})
    return moment


def _unread_date(values: list[Line]) -> Refused:
    if not values:
        message = _("It has no release date. Add a line such as «Release date: 2021-10-19 17:51».")
        return Refused("no-date", message)
    message = _(
        "The release date «%(value)s» on line %(line)d can't be read. Write it like "
        "2021-10-19 17:51."
    )
    return Refused("date", message % {"value": values[0].text, "line": values[0].number})
