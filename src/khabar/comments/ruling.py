"""How comments on a story are taken: by its own policy, its section's and the site's.

The rules travel in the form's sealed field, so that a comment can be taken in while the database
is away. What has changed since, `judging` sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self

from django.conf import settings

from khabar.comments.keys import POLICIES
from khabar.comments.models import Policy
from khabar.delivery.sharing import share
from khabar.stories.models import Story

Mode = Policy.Mode
DEFAULTS: Final = {"mode": Mode.BEFORE, "first": 3, "closes_after": 0, "slow": 0}
FIELDS: Final = ("mode", "first", "closes_after", "slow")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one story. `closes` is a moment; the night is in minutes of the day."""

    mode: str = Mode.BEFORE
    first: int = 3
    closes: int = 0
    night: tuple[int, int] | None = None
    slow: int = 0

    def are_open(self, moment: datetime, language: str) -> bool:
        """Say whether a comment may come in at `moment`, by the clock of the edition."""
        if self.mode in (Mode.OFF, Mode.CLOSED):
            return False
        if self.closes and moment.timestamp() >= self.closes:
            return False
        return not self.is_night(moment, language)

    def is_night(self, moment: datetime, language: str) -> bool:
        """Say whether comments rest at this hour."""
        if self.night is None:
            return False
        there = moment.astimezone(settings.EDITIONS[language].time_zone)
        minute, (start, end) = there.hour * 60 + there.minute, self.night
        return start <= minute < end if start <= end else minute >= start or minute < end

    def __str__(self) -> str:
        start, end = self.night or ("", "")
        return f"{self.mode},{self.first},{self.closes},{start},{end},{self.slow}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote. Raises `ValueError`."""
        mode, first, closes, start, end, slow = text.split(",")
        night = (int(start), int(end)) if start else None
        return cls(mode, int(first), int(closes), night, int(slow))


def rules_of(story: Story) -> Rules:
    """Return what holds for `story`: its own policy before its section's before the site's."""
    policies = share("comment-policies", _policies, follows=[POLICIES])
    scopes = ((None, story.pk), (story.section_id, None), (None, None))
    layers = [policies[scope] for scope in scopes if scope in policies]
    chosen: dict[str, Any] = {name: _first(layers, name) for name in FIELDS}
    if not story.comments_open and chosen["mode"] != Mode.OFF:
        chosen["mode"] = Mode.CLOSED
    days = chosen.pop("closes_after")
    return Rules(**chosen, closes=_closing(story, days), night=_night(layers))


def _policies() -> dict[tuple[int | None, int | None], Policy]:
    """Return all policies by section and story: there are few, and many pages ask for them."""
    return {(policy.section_id, policy.story_id): policy for policy in Policy.objects.all()}


def _first(layers: list[Policy], name: str) -> Any:
    given = (getattr(policy, name) for policy in layers)
    return next((value for value in given if value not in (None, "")), DEFAULTS[name])


def _closing(story: Story, days: int) -> int:
    if not days or not story.first_published_at:
        return 0
    return int((story.first_published_at + timedelta(days=days)).timestamp())


def _night(layers: list[Policy]) -> tuple[int, int] | None:
    for policy in layers:
        start, end = policy.closes_at, policy.opens_at
        if start and end:
            return (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
    return None
