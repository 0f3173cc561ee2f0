"""Which story stands where on an arranged front, none of them twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, QuerySet, Value
from django.utils import timezone

from khabar.fronts.models import Front
from khabar.fronts.planning import FurtherStory, Pick, Plan, Rule, picked
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet

PICKED = -1


@dataclass(frozen=True)
class Found:
    """A story that may stand on the front: by the rule with this position, or `PICKED`."""

    key: int
    number: int
    published_at: datetime | None
    is_live: bool
    rule: int


@dataclass(frozen=True)
class Place:
    """A story's place: its key, how it was picked (filled ones not at all), the lines below it."""

    found: Found
    pick: Pick
    further: tuple[FurtherStory, ...]


@dataclass(frozen=True)
class Placed:
    """A container's plan with the stories that stand in it."""

    plan: Plan
    places: list[Place]


@dataclass(frozen=True)
class Placing:
    """A front's containers, and the numbers of all that was picked, shown or not."""

    containers: list[Placed]
    picked_numbers: list[int]


def place_stories(front: Front, plans: list[Plan]) -> Placing:
    """Decide what stands where, with one query.

    Picked stories stand where they were picked if readers may see them, and nowhere else. The rest
    of a container is filled by its rule, from the top of the front, with what isn't there yet.
    """
    rules = list(dict.fromkeys(plan.rule for plan in plans if plan.rule))
    found = sorted(_find(front, plans, rules), key=_newest_first, reverse=True)
    by_hand = {item.key: item for item in found if item.rule == PICKED}
    shown: set[int] = set()
    containers = []
    for plan in plans:
        places = list(_place_picks(plan, by_hand, shown))
        rule = rules.index(plan.rule) if plan.rule else PICKED
        candidates = [item for item in found if item.rule == rule] if plan.rule else []
        places += _fill(candidates, plan.count - len(places), shown)
        containers.append(Placed(plan, places))
    return Placing(containers, [item.number for item in by_hand.values()])


def _fill(candidates: list[Found], count: int, shown: set[int]) -> list[Place]:
    """Place up to `count` of `candidates` that aren't shown yet."""
    new = [item for item in candidates if item.key not in shown][: max(count, 0)]
    shown.update(item.key for item in new)
    return [Place(item, Pick(item.key), ()) for item in new]


def _newest_first(found: Found) -> tuple[bool, datetime | None, int]:
    return found.published_at is not None, found.published_at, found.number


def _place_picks(plan: Plan, by_hand: dict[int, Found], shown: set[int]) -> Iterator[Place]:
    def may_stand(key: int) -> bool:
        if key in shown or key not in by_hand or not by_hand[key].is_live:
            return False
        shown.add(key)
        return True

    for pick in plan.picks:
        if may_stand(pick.story):
            further = tuple(line for line in pick.further if may_stand(line.story))
            yield Place(by_hand[pick.story], pick, further)


def _find(front: Front, plans: list[Plan], rules: list[Rule]) -> Iterator[Found]:
    """Ask for what was picked, and for enough of each rule: however much others take away."""
    by_hand = picked(plans)
    enough = sum(plan.count for plan in plans)
    wanted = [
        (position, _by_rule(front, rule).exclude(pk__in=by_hand)[:enough])
        for position, rule in enumerate(rules)
    ]
    arms = [_arm(position, Story.objects.filter(pk__in=keys)) for position, keys in wanted]
    if by_hand:
        mine = Story.objects.filter(pk__in=by_hand, locale=front.locale_id)
        arms.append(_arm(PICKED, mine))
    if not arms:
        return
    first, *others = arms
    for row in first.union(*others, all=True) if others else first:
        yield Found(*row)


def _arm(rule: int, stories: StoryQuerySet) -> QuerySet[Any, Any]:
    marked = stories.annotate(rule=Value(rule, IntegerField())).order_by()
    return marked.values_list("pk", "number", "first_published_at", "live", "rule")


def _by_rule(front: Front, rule: Rule) -> QuerySet[Any, Any]:
    """Return the keys of the newest stories that a rule means, on a section's front of the section
    alone where the rule names nothing else."""
    stories = Story.objects.published().filter(locale=front.locale_id)
    if rule.kind == "section":
        stories = stories.filter(section=rule.subject)
    elif rule.kind == "topic":
        stories = stories.filter(mentions__topic=rule.subject, mentions__shown=True)
    elif front.section_id:
        stories = stories.filter(section=front.section_id)
    if rule.pictured:
        stories = stories.filter(lead_image__isnull=False)
    if rule.kind == "breaking":
        stories = stories.breaking(timezone.now())
    return stories.newest_first().values("pk")


def keys_on(containers: Iterable[Placed]) -> list[int]:
    """Return the keys of all stories that stand on a front, also in the lines below cards."""
    places = [place for container in containers for place in container.places]
    lines = [line.story for place in places for line in place.further]
    return [place.found.key for place in places] + lines
