"""What may become of a comment: one function for each deed, logged, and undone by `undoing`.

Each takes keyword arguments only and returns its `Action`, or `None` where nothing had to change.
`moderator` is who decides; `None` stands for the house's own rules (guards, reports).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from khabar.accounts.models import User
from khabar.comments.keys import comments_key
from khabar.comments.models import Action, Appeal, Comment, Commenter
from khabar.comments.noting import note
from khabar.delivery.purging import purge
from khabar.publishing.recording import record
from khabar.stories.models import Story

Status = Comment.Status
CHANGED: Final = "commented"
REPLIED: Final = "replied"

# Nothing goes back to where only the guards have it.
ALLOWED: Final[dict[Status, frozenset[Status]]] = {
    state: frozenset(Status) - {state, Status.RECEIVED} for state in Status
}
DEEDS: Final[dict[Status, Action.Deed]] = {
    Status.APPROVED: Action.Deed.APPROVE,
    Status.REJECTED: Action.Deed.REJECT,
    Status.SPAM: Action.Deed.SPAM,
    Status.WITHHELD: Action.Deed.WITHHOLD,
    Status.PENDING: Action.Deed.PUT_BACK,
}
# What a decision says of the person: +1 in the one count or the other.
COUNTED: Final = {Status.APPROVED: "approved", Status.REJECTED: "rejected", Status.SPAM: "rejected"}


class NotAllowed(Exception):
    """Raised where a comment can't become what was asked: it was erased, or never can."""


def approve(*, comment: Comment, moderator: User | None, **more: Any) -> Action | None:
    """Let readers see `comment`."""
    return decide(comment=comment, status=Status.APPROVED, moderator=moderator, **more)


def reject(*, comment: Comment, moderator: User | None, **more: Any) -> Action | None:
    """Keep `comment` from readers: it isn't what the house prints."""
    return decide(comment=comment, status=Status.REJECTED, moderator=moderator, **more)


def mark_spam(*, comment: Comment, moderator: User | None, **more: Any) -> Action | None:
    """Keep `comment` from readers as advertising; it is deleted after 30 days."""
    return decide(comment=comment, status=Status.SPAM, moderator=moderator, **more)


def withhold(*, comment: Comment, moderator: User | None, **more: Any) -> Action | None:
    """Keep `comment` from readers until somebody has looked at it closely."""
    return decide(comment=comment, status=Status.WITHHELD, moderator=moderator, **more)


def put_back(*, comment: Comment, moderator: User | None, **more: Any) -> Action | None:
    """Let `comment` wait for a moderator again."""
    return decide(comment=comment, status=Status.PENDING, moderator=moderator, **more)


@transaction.atomic
def keep(*, comment: Comment, moderator: User, **more: Any) -> Action | None:
    """Let `comment` stand as it is, in spite of what readers report. New reports count anew."""
    lock(comment)
    reports = list(comment.reports.filter(settled_at=None).values_list("pk", flat=True))
    if not reports:
        return None
    comment.reports.filter(pk__in=reports).update(settled_at=timezone.now())
    more = {"before": {"reports": reports}} | more
    return note(deed=Action.Deed.KEEP, actor=moderator, comment=comment, **more)


@transaction.atomic
def decide(
    *, comment: Comment, status: Status, moderator: User | None, **more: Any
) -> Action | None:
    """Give `comment` another status. `more` goes into the log: `note`, `undoes`.

    Readers see what was approved soon, and what isn't any more never again from the moment in
    which this is committed. Raises `NotAllowed`.
    """
    former = lock(comment)
    if former == status:
        return None
    if status not in ALLOWED[former]:
        raise NotAllowed(f"A comment that is {former} can't become {status}.")
    _become(comment, former, status)
    more = {"before": {"status": former}, "after": {"status": status}} | more
    return note(deed=DEEDS[status], actor=moderator, comment=comment, **more)


def lock(comment: Comment) -> Status:
    """Lock the row, so that of two who decide alike only one is logged; return its status.

    Raises `NotAllowed` for one that was erased.
    """
    fresh = Comment.objects.select_for_update().only("status", "erased_at").get(pk=comment.pk)
    if fresh.erased_at:
        raise NotAllowed("This comment was erased at its writer's wish.")
    return Status(fresh.status)


def _become(comment: Comment, former: Status, status: Status) -> None:
    comment.status, comment.decided_at = status, timezone.now()
    comment.refusal = ""
    comment.save(update_fields=["status", "decided_at", "refusal"])
    _settle_reports(comment, status)
    if comment.actions.filter(deed__in=DEEDS.values()).exists():
        # What only the guards decided was never counted.
        count(comment.commenter_id, former, -1)
    count(comment.commenter_id, status, 1)
    if Status.APPROVED in (former, status):
        tell_readers(comment)
    if status == Status.APPROVED:
        _grant_appeal(comment)
        tell_who_waits(comment)


def _grant_appeal(comment: Comment) -> None:
    """Let an open appeal have what it asked for, however it was decided."""
    granted = {"outcome": Appeal.Outcome.GRANTED, "decided_at": timezone.now()}
    Appeal.objects.filter(comment=comment, outcome=Appeal.Outcome.OPEN).update(**granted)


def _settle_reports(comment: Comment, status: Status) -> None:
    if status != Status.WITHHELD:
        comment.reports.filter(settled_at=None).update(settled_at=timezone.now())


def count(commenter: int | None, status: Status, by: int) -> None:
    """Count a decision for or against whoever wrote the comment."""
    if (field := COUNTED.get(status)) and commenter:
        changed = Greatest(F(field) + by, 0)
        Commenter.objects.filter(pk=commenter).update(**{field: changed})


def tell_readers(comment: Comment) -> None:
    """Have the thread's pages rendered again; if readers may no longer see the comment, they are
    gone before the desk has its answer."""
    if not comment.is_shown:
        keys = [comments_key(comment.story)]
        transaction.on_commit(partial(purge, keys, hard=True), robust=True)
    tell_of([comment.story])


def tell_of(stories: Iterable[Story]) -> None:
    """Have the pages of these threads rendered again."""
    for story in stories:
        record(kind=CHANGED, subject=f"comments/{story.pk}", keys=[comments_key(story)])


def tell_who_waits(comment: Comment) -> None:
    """Have those who asked for it told of an answer; call it in the transaction."""
    if comment.parent_id:
        record(kind=REPLIED, subject=f"comment/{comment.pk}", keys=[])
