"""Taking back what was done, in the way it was done: logged, and readers see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from khabar.accounts.models import User
from khabar.comments.deciding import DEEDS, NotAllowed, Status, decide, lock, tell_readers
from khabar.comments.editing import pin, unpin
from khabar.comments.models import Action, Appeal, Comment
from khabar.comments.noting import note

Deed = Action.Deed


def can_be_undone(action: Action) -> bool:
    """Say whether `action` still stands and is the last that was done of its sort."""
    return action.pk in which_can_be_undone([action])


def which_can_be_undone(actions: list[Action]) -> set[int]:
    """Return the keys of those that still stand, with nothing of their sort done since."""
    standing = [action for action in actions if _stands(action)]
    about = Q(comment__in={one.comment_id for one in standing if one.comment_id})
    about |= Q(commenter__in={one.commenter_id for one in standing if one.commenter_id})
    later = list(Action.objects.filter(about).only("deed", "comment_id", "commenter_id"))
    return {action.pk for action in standing if not any(_follows(one, action) for one in later)}


def _stands(action: Action) -> bool:
    return not action.undoes_id and not hasattr(action, "undone_by") and action.deed in WAYS


def _follows(later: Action, action: Action) -> bool:
    """Say whether `later` was done after `action`, about the same, and is of its sort."""
    is_same = (later.comment_id, later.commenter_id) == (action.comment_id, action.commenter_id)
    return later.pk > action.pk and is_same and later.deed in _same_sort(action)


def _same_sort(action: Action) -> set[str]:
    sorts: list[set[str]] = [
        set(DEEDS.values()),
        {Deed.EDIT},
        {Deed.PIN, Deed.UNPIN},
        {Deed.BAN, Deed.UNBAN},
        {Deed.TRUST, Deed.DISTRUST},
    ]
    return next((sort for sort in sorts if action.deed in sort), {action.deed})


@transaction.atomic
def undo(*, action: Action, moderator: User) -> Action:
    """Take `action` back and return what was written of it.

    Raises `NotAllowed` where something was done since, or what was done can't be taken back.
    """
    if not can_be_undone(action):
        raise NotAllowed("Something was done since; decide anew instead.")
    done = WAYS[Deed(action.deed)](action, moderator)
    if done is None:
        raise NotAllowed("It is as it was before already.")
    return done


def _undo_decision(action: Action, moderator: User) -> Action | None:
    former = Status(action.before["status"])
    status = Status.PENDING if former == Status.RECEIVED else former
    return decide(comment=_comment(action), status=status, moderator=moderator, undoes=action)


def _undo_edit(action: Action, moderator: User) -> Action | None:
    comment = _comment(action)
    lock(comment)
    comment.refresh_from_db(fields=["text", "edited_at"])
    revision = comment.revisions.get(pk=action.before["revision"])
    comment.text = revision.text
    if action.before["first"]:
        comment.edited_at = None
    comment.save(update_fields=["text", "edited_at"])
    revision.delete()
    tell_readers(comment)
    return note(deed=Deed.UNDO, actor=moderator, comment=comment, undoes=action)


def _undo_pin(action: Action, moderator: User) -> Action | None:
    return unpin(comment=_comment(action), moderator=moderator, undoes=action)


def _undo_unpin(action: Action, moderator: User) -> Action | None:
    return pin(comment=_comment(action), moderator=moderator, undoes=action)


def _undo_keeping(action: Action, moderator: User) -> Action | None:
    comment = _comment(action)
    lock(comment)
    comment.reports.filter(pk__in=action.before["reports"]).update(settled_at=None)
    return note(deed=Deed.UNDO, actor=moderator, comment=comment, undoes=action)


def _undo_reply(action: Action, moderator: User) -> Action | None:
    """Take the answer away from readers; it stays at the desk."""
    answer = _comment(action)
    return decide(comment=answer, status=Status.REJECTED, moderator=moderator, undoes=action)


def _undo_appeal(action: Action, moderator: User) -> Action | None:
    """Open it again. That the comment was approved is an action of its own, and stands."""
    comment = _comment(action)
    lock(comment)
    opened = {"outcome": Appeal.Outcome.OPEN, "answer": "", "decided_at": None}
    if not Appeal.objects.filter(comment=comment).update(**opened):
        raise NotAllowed("This appeal is gone.")
    return note(deed=Deed.UNDO, actor=moderator, comment=comment, undoes=action)


def _undo_standing(action: Action, moderator: User) -> Action | None:
    commenter = action.commenter
    if commenter is None:
        raise NotAllowed("This person is known no more.")
    for field, value in action.before.items():
        setattr(commenter, field, datetime.fromisoformat(value) if value else None)
    commenter.save(update_fields=list(action.before))
    return note(deed=Deed.UNDO, actor=moderator, commenter=commenter, undoes=action)


def _comment(action: Action) -> Comment:
    if action.comment is None:
        raise NotAllowed("This comment is gone.")
    return action.comment


WAYS: dict[Deed, Callable[[Action, User], Action | None]] = {
    **dict.fromkeys(DEEDS.values(), _undo_decision),
    Deed.EDIT: _undo_edit,
    Deed.KEEP: _undo_keeping,
    Deed.REPLY: _undo_reply,
    Deed.APPEAL: _undo_appeal,
    Deed.PIN: _undo_pin,
    Deed.UNPIN: _undo_unpin,
    **dict.fromkeys((Deed.BAN, Deed.UNBAN, Deed.TRUST, Deed.DISTRUST), _undo_standing),
}
