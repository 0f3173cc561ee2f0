"""Reading the stored choice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from khabar.related.models import RelatedStory
    from khabar.stories.models import Story

Place = tuple[int, str, datetime, dict[str, str] | None]
"""A related story's number, the reason, when it was published, and the names of the topic that the
reason speaks of."""


class RelatedStoryQuerySet(QuerySet["RelatedStory"]):
    """Related stories, asked for in English."""

    def beside(self, story: Story) -> Self:
        """Keep the list of one story, in its order; without what readers may no longer see."""
        return self.filter(story=story, other__live=True).order_by("place")

    def showing(self, story: Story) -> Self:
        """Keep the places in other stories' lists at which `story` stands."""
        return self.filter(other=story)

    def places(self) -> QuerySet[RelatedStory, Any]:
        """Return what is shown of each place, as `Place` says."""
        return self.values_list(
            "other__number", "reason", "other__first_published_at", "topic__names"
        )


class ChosenListQuerySet(QuerySet[Any]):
    """When lists were chosen, asked for in English."""

    def waiting(self) -> Self:
        """Keep those that wait for the index, the oldest first."""
        return self.filter(provisional=True, story__live=True).order_by("chosen_at")
