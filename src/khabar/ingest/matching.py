"""Matching a page with the story that it became when it was brought in before."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from khabar.ingest.models import SourceRecord
from khabar.ingest.opening import Page
from khabar.ingest.refusing import Refused
from khabar.stories.models import RemovedStory, Story


def find_same(page: Page) -> SourceRecord | None:
    """Return the record of a page with the same bytes, wherever it lay."""
    records = SourceRecord.objects.select_related("story__locale")
    record = records.filter(sha256=page.sha256).first()
    if record and record.location != page.location and not Path(record.location).exists():
        # Moved. Not saved, since saving would say that the page was read into the story again.
        SourceRecord.objects.filter(pk=record.pk).update(location=page.location)
    return record


def find_former(page: Page, number: int | None) -> SourceRecord | None:
    """Return the record of what the page was before it changed, or None for a new page.

    It is the record of the same location. Raises `Refused` where the number that the page brings
    is another story's, or was a removed story's.
    """
    records = SourceRecord.objects.select_related("story__locale")
    record = records.filter(location=page.location).first()
    if number is None or (record and record.story.number == number):
        return record
    if record:
        raise _changed_number(record, number)
    if story := Story.objects.filter(number=number).first():
        raise _taken(story)
    if RemovedStory.objects.filter(number=number).exists():
        raise _removed(number)
    return None


def _changed_number(record: SourceRecord, number: int) -> Refused:
    message = _(
        "This file became story %(former)d, and now says %(number)d; a story keeps its number. "
        "Write the former number, or give another story's page a file name of its own."
    )
    return Refused("number-changed", message % {"former": record.story.number, "number": number})


def _taken(story: Story) -> Refused:
    record = SourceRecord.objects.filter(story=story).first()
    message = _(
        "The number %(number)d is taken by «%(headline)s», which was written at the desk. Take "
        "the number's line out for a new number."
    )
    if record:
        message = _(
            "The number %(number)d is taken by «%(headline)s», which came from %(place)s. If this "
            "is that page, put it in that place; if not, take the number's line out for a new one."
        )
    place = record.location if record else ""
    values = {"number": story.number, "headline": story.headline, "place": place}
    return Refused("number-taken", message % values)


def _removed(number: int) -> Refused:
    message = _(
        "Story %(number)d was deleted at the desk, and its address says so. Take the number's "
        "line out to bring the page in under a new number."
    )
    return Refused("removed", message % {"number": number})
