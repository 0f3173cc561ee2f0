"""A story's thread and its form, for the page that shows the story."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from khabar.comments.forms import CommentForm
from khabar.comments.keys import RULES, comments_key, rules_key
from khabar.comments.models import Comment
from khabar.comments.reading import Thread, read_thread
from khabar.comments.ruling import Mode, Rules, rules_of
from khabar.comments.sealing import seal
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share
from khabar.language.calendars import format_number
from khabar.language.digits import in_digits
from khabar.stories.models import Story

register = template.Library()
NOTHING = Thread([], 0, None)


@register.filter
def comment_count(count: int, language: str) -> str:
    """Write how many there are, in the digits and with the separators of an edition."""
    return format_number(count, settings.EDITIONS[language])


@register.inclusion_tag("khabar_comments/_section.html")
def comment_thread(story: Story, thread: Thread | None = None) -> dict[str, Any]:
    """Show the approved comments under `story` and, while it is open, the form.

    A page of comments hands in its own `thread`. A story that isn't saved yet, as in a preview,
    has neither.
    """
    add_keys(comments_key(story), RULES, rules_key(story.section_id))
    rules = rules_of(story) if story.pk else Rules()
    if rules.mode == Mode.OFF:
        return {"is_off": True}
    return form_context(story, rules) | {
        "story": story,
        "thread": thread or (read_thread(story) if story.pk else NOTHING),
        "takes": _takes(rules),
    }


@register.inclusion_tag("khabar_comments/_form.html")
def reply_form(story: Story, parent: Comment) -> dict[str, Any]:
    """Show the form for a reply to `parent`."""
    return form_context(story, rules_of(story), parent)


@register.inclusion_tag("khabar_comments/_form.html")
def returned_form(form: CommentForm, address: str, seal: str, parent: int | None) -> dict[str, Any]:
    """Show a form that comes back to the reader with what was written; asks no database."""
    return {
        "language": form.edition.language,
        "address": address,
        "seal": seal,
        "draft": address,
        "parent": parent,
        "form": form,
        "heading": "h2",
        "fields": _fields(form),
        "is_read_before": True,
    }


def form_context(story: Story, rules: Rules, parent: Comment | None = None) -> dict[str, Any]:
    """Return what the empty form of a story needs; the same for every reader of a day."""
    language = story.language
    address = reverse("comments", args=[language, story.number]) if story.pk else ""
    return {
        "language": language,
        "address": address,
        "draft": address,
        "parent": parent.pk if parent else None,
        "heading": "h2" if parent else "h3",
        "fields": _empty_fields(language),
        "seal": seal(number=story.number, language=language, rules=rules) if story.pk else "",
        "is_read_before": rules.mode == Mode.BEFORE,
        "night": _night(rules, language),
    }


def _takes(rules: Rules) -> bool:
    """Say whether the form is to stand there. At night it does: it says when comments rest."""
    is_over = rules.closes and timezone.now().timestamp() >= rules.closes
    return rules.mode != Mode.CLOSED and not is_over


def _night(rules: Rules, language: str) -> str:
    if rules.night is None:
        return ""
    start, end = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in rules.night)
    return in_digits(f"{start}–{end}", settings.EDITIONS[language].digits)


def _fields(form: CommentForm) -> SafeString:
    return render_to_string("khabar_comments/_fields.html", {"form": form})


def _empty_fields(language: str) -> SafeString:
    """Return the fields of an empty form, which are the same under every story."""
    return share(f"comment-fields/{language}", lambda: _fields(CommentForm(language=language)))
