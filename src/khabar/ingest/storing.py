"""Storing what a reader made of a page: as a new story, or as a new revision of its former one."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale

from khabar.contributors.crediting import source_called
from khabar.ingest.holding import BROUGHT_IN, reason_to_hold
from khabar.ingest.models import SourceRecord
from khabar.ingest.opening import Page
from khabar.ingest.reading import ParsedStory, Part
from khabar.ingest.refusing import Refused
from khabar.stories.models import Story
from khabar.topics.models import Section

USUAL_SECTION = "news"
_USUAL_NAMES = {"ar": "أخبار", "fa": "اخبار", "en": "News"}


@dataclass(frozen=True)
class Wishes:
    """How pages are to be brought in: what the command line says.

    `language` None means as the page is written; `section` None the usual one, made if missing.
    """

    publish: bool
    zone: ZoneInfo
    language: str | None = None
    section: Section | None = None


def create_story(*, parsed: ParsedStory, wishes: Wishes) -> Story:
    """Make a story, published or a draft, whose first publication is the page's release date.

    Call it within a transaction. Raises `Refused` for a language that the site doesn't have, and
    `ValidationError` for a text that is too long for its field.
    """
    story = Story(
        number=parsed.number,
        locale=_locale(parsed.language),
        section=wishes.section or _usual_section(),
        live=False,
        first_published_at=parsed.published_at,
    )
    _write(story, parsed)
    story.full_clean(exclude=["number"])
    story.save()
    _keep_revision(story, parsed, publish=wishes.publish)
    return story


def update_story(story: Story, *, parsed: ParsedStory, wishes: Wishes) -> str:
    """Put the changed page on top of a story's history; return why it isn't published, or "".

    What the desk has done to the story stays published, and stays in its history. Call it within
    a transaction. Raises `Refused` and `ValidationError` as `create_story` does.
    """
    if wishes.language and wishes.language != story.language:
        message = _(
            "Its story, %(number)d, is in the language %(language)s; a story keeps its language. "
            "Leave out --language."
        )
        raise Refused("language", message % {"number": story.number, "language": story.language})
    held = reason_to_hold(story)
    draft = story.get_latest_revision_as_object()
    _write(draft, parsed)
    if not held:
        draft.first_published_at = parsed.published_at
        Story.objects.filter(pk=story.pk).update(first_published_at=parsed.published_at)
    _keep_revision(draft, parsed, publish=wishes.publish and not held)
    return held


def keep_record(story: Story, *, page: Page, parsed: ParsedStory, **how: str) -> None:
    """Keep where a story came from; `how` are the record's `encoding` and `format`."""
    left_out = [asdict(entry) for entry in parsed.left_out]
    values = {"location": page.location, "sha256": page.sha256, "left_out": left_out, **how}
    SourceRecord.objects.update_or_create(story=story, defaults=values)


def _write(story: Story, parsed: ParsedStory) -> None:
    story.kicker = parsed.kicker
    story.headline = parsed.headline
    story.lead = parsed.lead
    story.source = source_called(name=parsed.source, language=parsed.language)
    story.body = [_block(part) for part in parsed.body]


def _block(part: Part) -> dict[str, Any]:
    if part.kind == "heading":
        return {"type": "heading", "value": {"text": part.text, "level": "h2", "language": ""}}
    text = f"<p>{html.escape(part.text, quote=False)}</p>"
    return {"type": "paragraph", "value": {"text": text, "language": ""}}


def _keep_revision(story: Story, parsed: ParsedStory, *, publish: bool) -> None:
    never_published = story.last_published_at is None
    revision = story.save_revision(log_action=BROUGHT_IN)
    if not publish:
        return
    revision.publish()
    if never_published:
        # Wagtail has written the present moment; readers would take the story for updated today.
        Story.objects.filter(pk=story.pk).update(last_published_at=parsed.published_at)


def _locale(language: str) -> Locale:
    if language not in dict(settings.LANGUAGES):
        message = _("It is in the language %(language)s, which this site doesn't have.")
        raise Refused("language", message % {"language": language})
    return Locale.objects.get_or_create(language_code=language)[0]


def _usual_section() -> Section:
    section: Section
    section, _made = Section.objects.get_or_create(
        slug=USUAL_SECTION, defaults={"names": _USUAL_NAMES}
    )
    return section
