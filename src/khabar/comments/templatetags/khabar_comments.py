"""A story's thread and its form, for the page that shows the story."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from khabar.comments.forms import CommentForm
from khabar.comments.keys import comments_key
from khabar.comments.reading import Thread, read_thread
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share
from khabar.language.calendars import format_number
from khabar.stories.models import Story

register = template.Library()


@register.filter
def comment_count(count: int, language: str) -> str:
    """Write how many there are, in the digits and with the separators of an edition."""
    return format_number(count, settings.EDITIONS[language])


@register.inclusion_tag("khabar_comments/_thread.html")
def comment_thread(
    story: Story, thread: Thread | None = None, form: CommentForm | None = None
) -> dict[str, Any]:
    """Show the approved comments under `story` and, while it is open, the form.

    A page of comments hands in its own `thread`, a page of errors its own `form`.
    A story that isn't saved yet, as in a preview, has neither.
    """
    language = story.language
    add_keys(comments_key(story))
    return {
        "story": story,
        "language": language,
        "thread": thread or (read_thread(story) if story.pk else Thread([], 0, None)),
        "form": form,
        "fields": _fields(form) if form else _empty_fields(language),
        "address": reverse("comments", args=[language, story.number]) if story.pk else "",
    }


def _fields(form: CommentForm) -> SafeString:
    return render_to_string("khabar_comments/_fields.html", {"form": form})


def _empty_fields(language: str) -> SafeString:
    """Return the fields of an empty form, which are the same under every story."""
    return share(f"comment-fields/{language}", lambda: _fields(CommentForm(language=language)))
