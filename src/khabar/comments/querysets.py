"""Reading comments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Case, Q, QuerySet, Value, When

if TYPE_CHECKING:
    from khabar.comments.models import Comment
    from khabar.stories.models import Story


class CommentQuerySet(QuerySet["Comment"]):
    """Comments, asked for in English."""

    def approved(self) -> Self:
        """Keep what readers may see."""
        return self.filter(status="approved")

    def waiting(self) -> Self:
        """Keep what a moderator hasn't decided yet."""
        return self.filter(status="pending")

    def under(self, story: Story) -> Self:
        """Keep the thread of one story, oldest first."""
        return self.filter(story=story).order_by("received_at", "pk")

    def after(self, comment: Comment) -> Self:
        """Keep what was received later than `comment`."""
        same_moment = Q(received_at=comment.received_at, pk__gt=comment.pk)
        return self.filter(Q(received_at__gt=comment.received_at) | same_moment)

    def since(self, moment: datetime) -> Self:
        """Keep what was received at `moment` or later."""
        return self.filter(received_at__gte=moment)

    def waiting_first(self) -> Self:
        """Order for a moderator: what waits, then what is decided, each newest first."""
        waits = Case(When(status="pending", then=Value(0)), default=Value(1))
        return self.order_by(waits, "-received_at", "-pk")
