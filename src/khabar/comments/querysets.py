"""Reading comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from khabar.comments.models import Comment  # noqa: F401
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
