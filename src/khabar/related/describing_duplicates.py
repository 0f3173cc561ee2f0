"""What an editor is told of a text that is in the archive already."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from khabar.related.noticing_duplicates import Duplicate


def described(duplicate: Duplicate) -> Any:
    """Return what is said of a near-duplicate: which story, and the words that differ."""
    other = duplicate.story
    address = reverse("wagtailsnippets_khabar_stories_story:edit", args=[other.pk])
    title = format_html(
        '<a href="{}"><bdi lang="{}">{}</bdi></a>', address, other.language, other.headline
    )
    beginning = format_html(_("This text is nearly that of story {}: {}."), other.number, title)
    if not duplicate.differences:
        return format_html("{} {}", beginning, _("Nothing differs."))
    pairs = [(each.here or "–", each.there or "–") for each in duplicate.differences]
    words = format_html_join(" · ", "<bdi>{}</bdi> ← <bdi>{}</bdi>", pairs)
    return format_html("{} {} {}", beginning, _("What differs, here ← there:"), words)


def told_in_a_line(duplicate: Duplicate) -> str:
    """Return the same in a line of plain text, for a report."""
    number = {"number": duplicate.story.number}
    if not duplicate.differences:
        return _("Its text is that of story %(number)s.") % number
    words = " · ".join(
        f"{each.here or '–'} ← {each.there or '–'}" for each in duplicate.differences
    )
    told = _("Its text is nearly that of story %(number)s. What differs, here ← there: %(words)s")
    return told % (number | {"words": words})
