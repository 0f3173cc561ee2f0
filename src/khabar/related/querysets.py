"""Reading the stored choice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from khabar.related.models import RelatedStory
    from khabar.stories.models import Story


class RelatedStoryQuerySet(QuerySet["RelatedStory"]):
    """Related stories, asked for in English."""

    def beside(self, story: Story) -> Self:
        """Keep the list of one story, in its order; without what readers may no longer see."""
        return self.filter(story=story, other__live=True).order_by("place")

    def showing(self, story: Story) -> Self:
        """Keep the places in other stories' lists at which `story` stands."""
        return self.filter(other=story)

    def places(self) -> QuerySet[RelatedStory, tuple[int, str, datetime]]:
        """Return each related story's number, the reason and when it was published."""
        return self.values_list("other__number", "reason", "other__first_published_at")
