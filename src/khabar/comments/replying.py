"""Answering a comment as the newsroom."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from khabar.accounts.models import User
from khabar.comments.deciding import tell_readers, tell_who_waits
from khabar.comments.models import Action, Comment
from khabar.comments.noting import note


@transaction.atomic
def reply(*, parent: Comment, text: str, name: str, moderator: User) -> Comment:
    """Put an answer under `parent` at once, with the newsroom's badge, and return it.

    `name` is how it is signed: a person's, or the paper's. Raises `ValueError` without words.
    """
    if not text.strip() or not name.strip():
        raise ValueError("An answer needs words and a name.")
    answer = Comment.objects.create(
        story=parent.story,
        parent=parent,
        name=name.strip(),
        text=text.strip(),
        staff=moderator,
        is_staff=True,
        status=Comment.Status.APPROVED,
        decided_at=timezone.now(),
    )
    note(deed=Action.Deed.REPLY, actor=moderator, comment=answer)
    tell_readers(answer)
    tell_who_waits(answer)
    return answer
