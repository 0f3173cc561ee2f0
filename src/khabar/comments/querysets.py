"""Reading comments, and what was done about them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

if TYPE_CHECKING:
    from khabar.accounts.models import User
    from khabar.comments.models import (  # noqa: F401 (named in strings)
        Action,
        Comment,
        Commenter,
        WordRule,
    )
    from khabar.stories.models import Story


class CommentQuerySet(QuerySet["Comment"]):
    """Comments, asked for in English."""

    def approved(self) -> Self:
        """Keep what readers may see."""
        return self.filter(status="approved")

    def waiting(self) -> Self:
        """Keep what a moderator hasn't decided yet."""
        return self.filter(status="pending")

    def unjudged(self) -> Self:
        """Keep what the guards haven't looked at, oldest first."""
        return self.filter(status="received").order_by("received_at", "pk")

    def reported_by_readers(self) -> Self:
        """Keep what readers reported and no moderator has looked at since."""
        return self.filter(reports__settled_at=None, reports__isnull=False).distinct()

    def under(self, story: Story) -> Self:
        """Keep the thread of one story, as it is read: replies under what they answer."""
        return self.filter(story=story).order_by("path", "pk")

    def after(self, comment: Comment) -> Self:
        """Keep what stands below `comment` in its thread."""
        return self.filter(Q(path__gt=comment.path) | Q(path=comment.path, pk__gt=comment.pk))

    def since(self, moment: datetime) -> Self:
        """Keep what was received at `moment` or later."""
        return self.filter(received_at__gte=moment)

    def waiting_first(self) -> Self:
        """Order for a moderator: what waits, then what is decided, each newest first."""
        waits = Case(When(status="pending", then=Value(0)), default=Value(1))
        return self.order_by(waits, "-received_at", "-pk")


class CommenterQuerySet(QuerySet["Commenter"]):
    """People, as far as their addresses tell them."""

    def banned(self) -> Self:
        """Keep those whose comments go to no reader now."""
        return self.filter(banned_until__gt=timezone.now())


class ActionQuerySet(QuerySet["Action"]):
    """The log. It can be read, and nothing of it changed."""

    def of(self, actor: User) -> Self:
        """Keep what one moderator did."""
        return self.filter(actor=actor)

    def since(self, moment: datetime) -> Self:
        """Keep what was done at `moment` or later."""
        return self.filter(done_at__gte=moment)

    def standing(self) -> Self:
        """Keep what wasn't undone and undoes nothing."""
        return self.filter(undone_by=None, undoes=None)

    def update(self, **values: Any) -> NoReturn:
        """Raise `TypeError`: what was done stays written as it was."""
        raise TypeError("What was done stays written as it was.")

    def delete(self) -> NoReturn:
        """Raise `TypeError`: the log only grows."""
        raise TypeError("What was done stays written.")


class WordRuleQuerySet(QuerySet["WordRule"]):
    """Words that weigh."""

    def meant_for(self, language: str) -> Self:
        """Keep those of a language, and those of all."""
        return self.filter(language__in=["", language])

    def looked_for(self) -> Self:
        """Keep those that comments are searched for, on trial or active."""
        return self.filter(state__in=["active", "trial"])
