"""A reader asks once, by the receipt, that a decision be looked at again, and is answered there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from khabar.accounts.models import User
from khabar.comments.deciding import NotAllowed, Status, approve, lock
from khabar.comments.models import Action, Appeal, Comment
from khabar.comments.noting import note
from khabar.comments.spooling import SPOOL, Record

LONGEST: Final = 1000
# What was kept from readers by a decision; what came too late was nobody's decision.
APPEALABLE: Final = frozenset({Status.REJECTED, Status.SPAM})


def can_be_appealed(comment: Comment) -> bool:
    """Say whether the receipt of `comment` offers to ask again."""
    is_open = not comment.erased_at and not hasattr(comment, "appeal")
    is_decided = comment.status in APPEALABLE and comment.refusal != Comment.Refusal.CLOSED
    return is_open and is_decided


def receive_appeal(*, keys: Sequence[UUID], number: int, text: str) -> None:
    """Take in an appeal by the keys of a receipt; on return it is on the disk.

    It asks no database. Raises `SpoolError`.
    """
    at = timezone.now().isoformat()
    named = [key.hex for key in keys]
    SPOOL.append({"kind": "appeal", "keys": named, "story": number, "text": text, "at": at})


def file_appeals(records: list[Record]) -> None:
    """Put appeals into the database, the first for a comment; call it in a transaction.

    What can't be appealed, as it was approved or has been appealed before, is passed over.
    """
    for sent in records:
        keys = [UUID(key) for key in sent["keys"]]
        found = Comment.objects.filter(key__in=keys, story__number=sent["story"])
        comment = found.order_by("received_at").first()
        if comment and can_be_appealed(comment):
            at = datetime.fromisoformat(sent["at"])
            Appeal.objects.create(comment=comment, text=sent["text"], appealed_at=at)


@transaction.atomic
def answer_appeal(*, comment: Comment, is_granted: bool, answer: str, moderator: User) -> Action:
    """Decide an appeal with words that the receipt shows; one that is granted is published.

    Raises `ValueError` without words, `NotAllowed` where there is no open appeal.
    """
    lock(comment)
    appeal = Appeal.objects.select_for_update().filter(comment=comment).first()
    if appeal is None or appeal.outcome != Appeal.Outcome.OPEN:
        raise NotAllowed("This comment has no open appeal.")
    if not answer.strip():
        raise ValueError("An appeal needs an answer in words.")
    appeal.outcome = Appeal.Outcome.GRANTED if is_granted else Appeal.Outcome.UPHELD
    appeal.answer, appeal.decided_at = answer.strip(), timezone.now()
    appeal.save(update_fields=["outcome", "answer", "decided_at"])
    if is_granted:
        approve(comment=comment, moderator=moderator)
    return note(
        deed=Action.Deed.APPEAL,
        actor=moderator,
        comment=comment,
        before={"outcome": "open"},
        after={"outcome": appeal.outcome},
    )
