"""Writing down what was done: the log that everybody at the desk reads."""

from __future__ import annotations

from typing import Any

from khabar.accounts.models import User
from khabar.comments.models import Action, Comment, Commenter


def note(
    *,
    deed: Action.Deed,
    actor: User | None,
    comment: Comment | None = None,
    commenter: Commenter | None = None,
    **more: Any,
) -> Action:
    """Write one deed into the log and return it; call it in the transaction of the deed.

    `more` are `before` and `after`, by the names of fields (both hold no reader's words), `note`
    and `undoes`.
    """
    return Action.objects.create(
        deed=deed, actor=actor, comment=comment, commenter=commenter, **more
    )
