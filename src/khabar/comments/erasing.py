"""What the house keeps of a person, given out and erased at the person's wish."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from khabar.comments.deciding import tell_readers
from khabar.comments.identifying import email_hash
from khabar.comments.models import Action, Comment, Commenter, Subscription
from khabar.comments.noting import note

VALID: Final = 24 * 60 * 60
SALT: Final = "khabar.comments.mine"


def make_link(email: str) -> str:
    """Return what proves for a day that its bearer reads the mailbox of `email`."""
    return signing.dumps(email_hash(email), salt=SALT)


def read_link(link: str) -> str:
    """Return the hash of the address that a link was sent to. Raises `BadSignature`."""
    known: str = signing.loads(link, salt=SALT, max_age=VALID)
    return known


def comments_of(known: str) -> Any:
    """Return the comments that were sent under an address, given by its hash, newest first."""
    mine = Comment.objects.filter(commenter__email_hash=known, erased_at=None)
    whole = mine.select_related("story__locale", "appeal").defer("story__body")
    return whole.order_by("-received_at")


def export(known: str) -> list[dict[str, Any]]:
    """Return all that is kept of a person's comments, as plain values."""
    return [
        {
            "number": comment.number,
            "story": f"{settings.URL}{comment.story.get_absolute_url()}",
            "name": comment.name,
            "email": comment.email,
            "text": comment.text,
            "received_at": comment.received_at.isoformat(),
            "status": comment.status,
            "decided_at": comment.decided_at.isoformat() if comment.decided_at else None,
            "network": comment.network,
            "agreed": comment.agreed,
            "disagreed": comment.disagreed,
            "appeal": comment.appeal.text if hasattr(comment, "appeal") else None,
        }
        for comment in comments_of(known)
    ]


@transaction.atomic
def erase(*, known: str) -> int:
    """Erase what was sent under an address; return how many comments that were.

    In the threads stands that there was something. Whether the person is banned is kept.
    """
    mine = list(comments_of(known).select_for_update(of=("self",)))
    for comment in mine:
        _erase(comment)
    # A comment may have forgotten its address while what follows it has not.
    emails = {comment.email for comment in mine} - {""}
    Subscription.objects.filter(Q(email__in=emails) | Q(comment__in=mine)).delete()
    Commenter.objects.filter(email_hash=known, banned_until=None).delete()
    return len(mine)


def _erase(comment: Comment) -> None:
    was_shown = comment.is_shown
    for field in ("name", "email", "text", "network"):
        setattr(comment, field, "")
    comment.evidence, comment.reasons, comment.erased_at = {}, [], timezone.now()
    comment.save(
        update_fields=["name", "email", "text", "network", "evidence", "reasons", "erased_at"]
    )
    comment.revisions.all().delete()
    if hasattr(comment, "appeal"):
        comment.appeal.delete()
    note(deed=Action.Deed.ERASE, actor=None, comment=comment)
    if was_shown:
        tell_readers(comment)
