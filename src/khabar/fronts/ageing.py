"""Which of a front's containers have grown old, and what was picked but isn't shown.

Both are found when somebody looks: nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from khabar.fronts.blocks import ContainersBlock
from khabar.fronts.models import Front
from khabar.fronts.placing import Placed, place_stories
from khabar.fronts.planning import Plan, picked, plans_of
from khabar.stories.models import Story


@dataclass(frozen=True)
class Stale:
    """A container without a story newer than its measure. `newest` is `None` where it stands
    empty; `number` counts the front's containers from one."""

    number: int
    title: str
    newest: datetime | None
    hours: int


def stale_containers(front: Front) -> list[Stale]:
    """Return the containers of `front` that have grown old, from the top. Asks once."""
    placing = place_stories(front, plans_of(front))
    return list(_stale(placing.containers))


def _stale(containers: list[Placed]) -> Iterator[Stale]:
    for number, placed in enumerate(containers, start=1):
        hours = hours_until_stale(placed.plan)
        moments = (place.found.published_at for place in placed.places)
        newest = max((moment for moment in moments if moment), default=None)
        if hours and (newest is None or timezone.now() - newest > timedelta(hours=hours)):
            yield Stale(number, _title(placed.plan), newest, hours)


def hours_until_stale(plan: Plan) -> int:
    """Return a container's measure in hours, 0 for never: its own, or the house's for those that
    are only filled by hand."""
    if plan.stale_after is not None:
        return plan.stale_after
    by_hand: int = settings.FRONT_STALE_HOURS
    return 0 if plan.rule else by_hand


def _title(plan: Plan) -> str:
    block = ContainersBlock.base_blocks[plan.kind]
    return plan.title or str(block.label)


def not_shown(front: Front) -> list[Story]:
    """Return the picked stories that readers don't see, since they aren't published."""
    keys = picked(plans_of(front))
    hidden = Story.objects.filter(pk__in=keys, live=False)
    return list(hidden.select_related("locale").defer("body"))
