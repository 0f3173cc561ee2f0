"""A front as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from khabar.contributors.models import Contributor
from khabar.stories.models import Story

HEADINGS = {"opinion": _("Opinion"), "pictures": _("In pictures")}


@dataclass(frozen=True)
class Line:
    """A further story below a card."""

    story: Story
    text: str

    @property
    def address(self) -> str:
        return self.story.get_absolute_url()


@dataclass(frozen=True)
class Card:
    """A story as it is announced here. A card's template reads it as it reads a story."""

    story: Story
    headline: str
    kicker: str
    lead_image: Any
    links: list[Line] = field(default_factory=list)
    by: list[Contributor] = field(default_factory=list)

    @classmethod
    def of(cls, story: Story) -> Card:
        """Return the card of a story that announces itself."""
        return cls(story, story.headline, story.kicker, story.lead_image)

    @property
    def lead(self) -> str:
        return self.story.lead

    @property
    def language(self) -> str:
        return self.story.language

    @property
    def direction(self) -> str:
        return self.story.direction

    @property
    def is_breaking(self) -> bool:
        return self.story.is_breaking

    @property
    def first_published_at(self) -> datetime | None:
        return self.story.first_published_at

    @property
    def get_absolute_url(self) -> str:
        return self.story.get_absolute_url()

    @property
    def bylines(self) -> list[str]:
        """Who is credited, in the story's language."""
        return [contributor.name_in(self.language) for contributor in self.by]

    @property
    def portrait(self) -> Any:
        """The portrait of the first who is credited, if there is one."""
        return self.by[0].portrait if self.by else None


@dataclass(frozen=True)
class Container:
    """A container with its cards. `address` is where its title leads, if anywhere."""

    kind: str
    cards: list[Card]
    title: str = ""
    address: str = ""
    arrangement: str = ""

    @property
    def heading(self) -> str:
        """Its title, or what such a container is called; empty where it needs none."""
        return self.title or str(HEADINGS.get(self.kind, ""))

    @property
    def level(self) -> str:
        """The heading that its cards have: one lower than its own."""
        return "h3" if self.heading else "h2"
