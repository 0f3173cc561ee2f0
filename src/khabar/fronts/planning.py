"""What editors arranged, as plain values: read from a front without asking the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from khabar.fronts.models import Front


@dataclass(frozen=True)
class FurtherStory:
    """A line below a card: a story's key and the words of the link, empty for its headline."""

    story: int
    text: str


@dataclass(frozen=True)
class Pick:
    """A story that was picked by hand, by its key; what is empty is taken from the story."""

    story: int
    headline: str = ""
    kicker: str = ""
    picture: int | None = None
    without_picture: bool = False
    further: tuple[FurtherStory, ...] = ()


@dataclass(frozen=True)
class Rule:
    """By what a container is filled: `section` and `topic` with the key of one, else none.

    With `pictured` only stories with a picture are meant: nothing else belongs among pictures.
    """

    kind: str
    subject: int | None = None
    pictured: bool = False


@dataclass(frozen=True)
class Plan:
    """One container: what was picked, and by what rule it is filled up to `count` stories.

    `stale_after` is in hours: `None` where the editor said nothing, 0 for never.
    """

    kind: str
    title: str
    arrangement: str
    picks: tuple[Pick, ...]
    rule: Rule | None
    count: int
    stale_after: int | None


def plans_of(front: Front) -> list[Plan]:
    """Return the plans of a front's containers; what is unfinished in a draft is left out."""
    return [_plan(raw["type"], raw["value"]) for raw in front.containers.get_prep_value()]


def picked(plans: Iterable[Plan]) -> list[int]:
    """Return the keys of all stories that were picked, also as a line below a card."""
    picks = [pick for plan in plans for pick in plan.picks]
    further = [line.story for pick in picks for line in pick.further]
    return list(dict.fromkeys([pick.story for pick in picks] + further))


def _plan(kind: str, raw: dict[str, Any]) -> Plan:
    rule = _rule(kind, raw)
    return Plan(
        kind=kind,
        title=raw.get("title") or "",
        arrangement=raw.get("arrangement") or "",
        picks=tuple(_pick(card) for card in _items(raw.get("cards")) if card.get("story")),
        rule=rule,
        count=(raw.get("count") or 0) if rule else 0,
        stale_after=raw.get("stale_after"),
    )


def _rule(kind: str, raw: dict[str, Any]) -> Rule | None:
    pictured = kind == "pictures"
    fill = kind if kind in {"latest", "topic"} else raw.get("fill") or "none"
    if fill in {"section", "topic"}:
        subject = raw.get(fill)
        return Rule(fill, subject, pictured) if subject else None
    return None if fill == "none" else Rule(fill, pictured=pictured)


def _pick(raw: dict[str, Any]) -> Pick:
    links = (link for link in _items(raw.get("links")) if link.get("story"))
    return Pick(
        story=raw["story"],
        headline=raw.get("headline") or "",
        kicker=raw.get("kicker") or "",
        picture=raw.get("picture"),
        without_picture=bool(raw.get("without_picture")),
        further=tuple(FurtherStory(link["story"], link.get("text") or "") for link in links),
    )


def _items(raw: list[Any] | None) -> Iterator[dict[str, Any]]:
    """Yield the values of a list, which Wagtail keeps each with a key of its own."""
    for item in raw or ():
        yield item["value"] if item.get("type") == "item" else item
