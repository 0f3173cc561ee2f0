"""A moderator's decision on a comment."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from khabar.accounts.models import User
from khabar.comments.keys import comments_key
from khabar.comments.models import Comment
from khabar.delivery.purging import purge
from khabar.publishing.recording import record

APPROVED_ACTION = "khabar_comments.approve"
REJECTED_ACTION = "khabar_comments.reject"


def approve_comment(*, comment: Comment, moderator: User) -> bool:
    """Let readers see `comment`. Returns whether that changed anything; logged if so."""
    return _decide(comment, Comment.Status.APPROVED, moderator, APPROVED_ACTION)


def reject_comment(*, comment: Comment, moderator: User) -> bool:
    """Keep `comment` from readers. Returns whether that changed anything; logged if so."""
    return _decide(comment, Comment.Status.REJECTED, moderator, REJECTED_ACTION)


@transaction.atomic
def _decide(comment: Comment, status: str, moderator: User, action: str) -> bool:
    others = Comment.objects.filter(pk=comment.pk).exclude(status=status)
    # One statement, so that of two moderators who decide alike only one is logged.
    changed = others.update(status=status, decided_at=timezone.now())
    comment.refresh_from_db(fields=["status", "decided_at"])
    if changed:
        log(instance=comment, action=action, user=moderator)
        tell_readers(comment)
    return bool(changed)


def tell_readers(comment: Comment) -> None:
    """Have the thread's pages rendered again; if readers may no longer see the comment, they are
    gone before the desk has its answer."""
    keys = [comments_key(comment.story)]
    if comment.status != Comment.Status.APPROVED:
        transaction.on_commit(partial(purge, keys, hard=True), robust=True)
    record(kind="changed", subject=f"comment/{comment.pk}", keys=keys)
