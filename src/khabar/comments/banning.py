"""What the desk knows of a person: banned for a while, trusted, or neither."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from khabar.accounts.models import User
from khabar.comments.models import Action, Commenter
from khabar.comments.noting import note


def ban(*, commenter: Commenter, until: datetime, moderator: User, **more: Any) -> Action | None:
    """Reject what this person sends until `until`. What was published stays."""
    return _set(Action.Deed.BAN, commenter, until, actor=moderator, **more)


def unban(*, commenter: Commenter, moderator: User, **more: Any) -> Action | None:
    """Take what this person sends again."""
    return _set(Action.Deed.UNBAN, commenter, None, actor=moderator, **more)


def trust(*, commenter: Commenter, moderator: User | None, **more: Any) -> Action | None:
    """Publish at once what this person sends, where the guards find nothing."""
    return _set(Action.Deed.TRUST, commenter, timezone.now(), actor=moderator, **more)


def distrust(*, commenter: Commenter, moderator: User | None, **more: Any) -> Action | None:
    """Read what this person sends like everybody's."""
    return _set(Action.Deed.DISTRUST, commenter, None, actor=moderator, **more)


@transaction.atomic
def _set(
    deed: Action.Deed, commenter: Commenter, value: datetime | None, **more: Any
) -> Action | None:
    field = "banned_until" if deed in (Action.Deed.BAN, Action.Deed.UNBAN) else "trusted_at"
    former = getattr(Commenter.objects.select_for_update().get(pk=commenter.pk), field)
    if former == value:
        return None
    setattr(commenter, field, value)
    commenter.save(update_fields=[field])
    before = {field: former.isoformat() if former else None}
    return note(deed=deed, commenter=commenter, **{"before": before} | more)
