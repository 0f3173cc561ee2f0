"""Bringing one page in: open it, read it, store it, and tell what happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from khabar.ingest.decoding import decode
from khabar.ingest.gathering import Gathered
from khabar.ingest.matching import find_former, find_same
from khabar.ingest.models import SourceRecord
from khabar.ingest.opening import Page, open_page
from khabar.ingest.reading import reader_for
from khabar.ingest.refusing import Refused
from khabar.ingest.storing import Wishes, create_story, keep_record, update_story
from khabar.publishing.recording import in_background
from khabar.related.describing_duplicates import told_in_a_line
from khabar.related.noticing_duplicates import near_duplicates
from khabar.stories.models import Story


class Status(StrEnum):
    """What became of a page."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of the page at `path`: its story, or the `reason` (a word) why it has none.

    `message` is one line for people, empty where there is nothing to add.
    """

    path: str
    status: Status
    record: SourceRecord | None = None
    reason: str = ""
    message: str = ""


def ingest(gathered: Gathered, wishes: Wishes) -> Outcome:
    """Bring in one page, wholly or not at all."""
    try:
        if gathered.refusal:
            raise gathered.refusal
        # What follows from an import waits for what follows from today's news.
        with in_background():
            return _bring_in(gathered.path, open_page(gathered.path), wishes)
    except Refused as refusal:
        return _failed(gathered.path, refusal)
    except ValidationError as error:
        return _failed(gathered.path, _invalid(error))
    except DatabaseError as error:
        message = _(
            "The database didn't take it (%(reason)s). Run «khabar migrate», then this command "
            "again."
        )
        return _failed(gathered.path, Refused("database", message % {"reason": error}))


def _failed(path: str, refusal: Refused) -> Outcome:
    return Outcome(path, Status.FAILED, reason=refusal.code, message=refusal.message)


def _invalid(error: ValidationError) -> Refused:
    fields = error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]
    faults = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in fields)
    message = _("The story can't be stored (%(faults)s). Mend the page.")
    return Refused("invalid", message % {"faults": faults})


def _bring_in(path: str, page: Page, wishes: Wishes) -> Outcome:
    if same := find_same(page):
        return Outcome(path, Status.UNCHANGED, same, message=_still_a_draft(same.story, wishes))
    text, encoding = decode(page.raw)
    reader = reader_for(text)
    parsed = reader.read(text, zone=wishes.zone, language=wishes.language)
    with transaction.atomic():
        former, held = find_former(page, parsed.number), ""
        if former:
            story, held = former.story, update_story(former.story, parsed=parsed, wishes=wishes)
        else:
            story = create_story(parsed=parsed, wishes=wishes)
        keep_record(story, page=page, parsed=parsed, encoding=encoding, format=reader.name)
    record = SourceRecord.objects.select_related("story__locale").get(story=story)
    status = Status.UPDATED if former else Status.CREATED
    message = " ".join(filter(None, [_remark(held, record.story), _is_there_already(record.story)]))
    return Outcome(path, status, record, message=message)


def _still_a_draft(story: Story, wishes: Wishes) -> str:
    if wishes.publish and not story.live:
        return _("It isn't published. Publish it at the desk.")
    return ""


def _is_there_already(story: Story) -> str:
    """Return which published story has nearly the same text, as far as the index knows."""
    return next(map(told_in_a_line, near_duplicates(story)), "")


def _remark(held: str, story: Story) -> str:
    if held:
        message = _("A new draft lies on top for you to look at, since %(reason)s.")
        return message % {"reason": held}
    return "" if story.live and not story.has_unpublished_changes else _("It is a draft.")
