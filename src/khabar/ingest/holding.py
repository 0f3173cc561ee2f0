"""Holding a changed page back from readers, where the desk has had its hand on the story."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from khabar.stories.models import Story

BROUGHT_IN = "khabar.ingest"
"""The log's name for a revision that came from a page and not from the desk."""


def reason_to_hold(story: Story) -> str:
    """Return why a changed page must not be published over `story`, or "" where it may be."""
    if not story.live and story.last_published_at:
        return _("the desk has taken the story down")
    if story.locked:
        return _("the story is locked at the desk")
    if _was_edited(story):
        return _("the story was edited at the desk")
    return ""


def _was_edited(story: Story) -> bool:
    """Any revision that didn't come from a page is the desk's, and so is a lost published one."""
    entries = ModelLogEntry.objects.for_instance(story).filter(action=BROUGHT_IN)
    from_pages = entries.filter(revision__isnull=False).values("revision_id")
    is_lost = story.live and not story.live_revision_id
    return is_lost or story.revisions.exclude(pk__in=from_pages).exists()
