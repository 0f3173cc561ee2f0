"""Keeping each story's list of related news as it ought to be, as stories come, change and go."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from khabar.related.choosing import Related, choose_related
from khabar.related.models import Reason, RelatedStory
from khabar.stories.models import Story

MOST_NEIGHBOURS = 40
"""How many lists are chosen again after one publication."""


def keep_related(*, number: int) -> list[Story]:
    """Choose the list of a story anew, and those of its neighbours: what stands in it, and where it
    stands itself. Return the stories whose lists changed."""
    story = Story.objects.select_related("locale").filter(number=number).first()
    if story is None:
        return []
    if not story.live:
        RelatedStory.objects.filter(story=story).delete()
        return _chosen_again(_neighbours(story))
    changed = _chosen_again([story])
    return changed + _chosen_again(_neighbours(story))


def _neighbours(story: Story) -> list[Story]:
    """Return the published stories in whose lists `story` stands or ought to be looked for."""
    showing = RelatedStory.objects.showing(story).values_list("story", flat=True)
    close = RelatedStory.objects.beside(story).exclude(reason=Reason.LATEST)
    keys = [*showing[:MOST_NEIGHBOURS], *close.values_list("other", flat=True)]
    return list(Story.objects.published().select_related("locale").filter(pk__in=keys))


def _chosen_again(stories: Iterable[Story]) -> list[Story]:
    return [story for story in stories if _store(story, choose_related(story))]


@transaction.atomic
def _store(story: Story, related: list[Related]) -> bool:
    """Store a story's list; return whether it is another one than before."""
    wanted = [(item.story.pk, item.reason.value) for item in related]
    stored = RelatedStory.objects.filter(story=story)
    if list(stored.order_by("place").values_list("other", "reason")) == wanted:
        return False
    stored.delete()
    RelatedStory.objects.bulk_create(
        RelatedStory(story=story, other_id=other, reason=reason, place=place)
        for place, (other, reason) in enumerate(wanted, start=1)
    )
    return True
