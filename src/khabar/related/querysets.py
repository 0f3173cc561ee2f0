"""Reading the stored choice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

if TYPE_CHECKING:
    from khabar.related.models import RelatedStory
    from khabar.stories.models import Story

Place = tuple[int, str, datetime, dict[str, str] | None, int | None]
"""A related story's number, the reason, when it was published, the names of the topic that the
reason speaks of, and the key of the running story to which the list's own story belongs."""


class RelatedStoryQuerySet(QuerySet["RelatedStory"]):
    """Related stories, asked for in English."""

    def beside(self, story: Story) -> Self:
        """Keep the list of one story, in its order; without what readers may no longer see."""
        return self.filter(story=story, other__live=True).order_by("place")

    def beside_translations(self, story: Story) -> Self:
        """Keep the lists of a story's translations, what fits best first."""
        lists = self.filter(story__translation_key=story.translation_key, other__live=True)
        return lists.exclude(story=story.pk).order_by("-score", "place")

    def showing(self, story: Story) -> Self:
        """Keep the places in other stories' lists at which `story` stands."""
        return self.filter(other=story)

    def places(self) -> QuerySet[RelatedStory, Any]:
        """Return what is shown of each place, as `Place` says."""
        chapters = apps.get_model("khabar_related", "Chapter").objects.standing()
        running = chapters.filter(story=OuterRef("story")).values("running")[:1]
        return self.annotate(running=Subquery(running)).values_list(
            "other__number", "reason", "other__first_published_at", "topic__names", "running"
        )


class ChosenListQuerySet(QuerySet[Any]):
    """When lists were chosen, asked for in English."""

    def waiting(self) -> Self:
        """Keep those that wait for the index, the oldest first."""
        return self.filter(provisional=True, story__live=True).order_by("chosen_at")


class RunningStoryQuerySet(QuerySet[Any]):
    """Running stories, asked for in English."""

    def current(self) -> Self:
        """Leave out what was merged into another."""
        return self.filter(merged_into=None)

    def with_stories(self) -> Self:
        """Say of each how many published stories it has, as `shown`."""
        seen = Q(chapters__story__live=True) & ~Q(chapters__state="removed")
        return self.annotate(shown=Count("chapters", filter=seen))


class ChapterQuerySet(QuerySet[Any]):
    """Chapters, asked for in English."""

    def standing(self) -> Self:
        """Leave out what an editor took out."""
        return self.exclude(state="removed")
