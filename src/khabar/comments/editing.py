"""Changing what stands: a reader's words, with a mark that readers see, and what is pinned."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from khabar.accounts.models import User
from khabar.comments.deciding import lock, tell_readers
from khabar.comments.models import Action, Comment, CommentRevision
from khabar.comments.noting import note


@transaction.atomic
def edit(*, comment: Comment, text: str, moderator: User, **more: Any) -> Action | None:
    """Give `comment` another text. The former one is kept; readers see that it was edited.

    Returns `None` where the text is the same. Raises `ValueError` for an empty text.
    """
    lock(comment)
    comment.refresh_from_db(fields=["text", "edited_at"])
    if not text.strip():
        raise ValueError("A comment needs words: withhold or reject it instead.")
    if text == comment.text:
        return None
    revision = CommentRevision.objects.create(comment=comment, text=comment.text, editor=moderator)
    first = comment.edited_at is None
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    tell_readers(comment)
    # The words themselves stay where they can be erased.
    more = {"before": {"revision": revision.pk, "first": first}} | more
    return note(deed=Action.Deed.EDIT, actor=moderator, comment=comment, **more)


def pin(*, comment: Comment, moderator: User, **more: Any) -> Action | None:
    """Let `comment` stand above the thread."""
    return _pin(comment, moderator, Action.Deed.PIN, more)


def unpin(*, comment: Comment, moderator: User, **more: Any) -> Action | None:
    """Let `comment` stand where it came in."""
    return _pin(comment, moderator, Action.Deed.UNPIN, more)


@transaction.atomic
def _pin(
    comment: Comment, moderator: User, deed: Action.Deed, more: dict[str, Any]
) -> Action | None:
    lock(comment)
    comment.refresh_from_db(fields=["pinned_at"])
    pinned = deed == Action.Deed.PIN
    if pinned == bool(comment.pinned_at):
        return None
    comment.pinned_at = timezone.now() if pinned else None
    comment.save(update_fields=["pinned_at"])
    tell_readers(comment)
    return note(deed=deed, actor=moderator, comment=comment, **more)
