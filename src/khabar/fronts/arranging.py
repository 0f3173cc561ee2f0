"""A front: which stories stand where, none of them twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khabar.stories.models import Story
from khabar.topics.models import Section

BESIDE_THE_LEAD = 4
IN_A_ROW = 4
LATEST = 8
# Enough to fill every place even when one section has published all day.
CANDIDATES = 120
# The rows of a front take turns, so that it is never a wall of equal cards.
ARRANGEMENTS = ("feature", "list", "pictures")


@dataclass(frozen=True)
class Row:
    """One section's place on the front."""

    section: Section
    stories: list[Story]
    arrangement: str


@dataclass(frozen=True)
class Front:
    """A front as it is shown: the lead, the headlines beside it, the latest, a row a section."""

    lead: Story | None
    beside: list[Story]
    latest: list[Story]
    rows: list[Row]

    @property
    def stories(self) -> list[Story]:
        """Every story on the front."""
        lead = [self.lead] if self.lead else []
        in_rows = [story for row in self.rows for story in row.stories]
        return [*lead, *self.beside, *in_rows, *self.latest]


def arrange_front(*, language: str) -> Front:
    """Arrange the front of the edition in `language` from what was published last."""
    stories = Story.objects.published().in_language(language).newest_first().for_cards()
    candidates = list(stories[:CANDIDATES])
    lead = _lead_of(candidates)
    rest = [story for story in candidates if story != lead]
    beside, rest = rest[:BESIDE_THE_LEAD], rest[BESIDE_THE_LEAD:]
    rows = list(_rows(language, rest))
    shown = {story.pk for row in rows for story in row.stories}
    latest = [story for story in rest if story.pk not in shown][:LATEST]
    return Front(lead, beside, latest, rows)


def _lead_of(candidates: list[Story]) -> Story | None:
    """The newest story with a picture leads; without any picture, the newest."""
    with_picture = (story for story in candidates[:20] if story.lead_image_id)
    return next(with_picture, candidates[0] if candidates else None)


def _rows(language: str, candidates: Iterable[Story]) -> Iterable[Row]:
    by_section: dict[int, list[Story]] = {}
    for story in candidates:
        by_section.setdefault(story.section_id, []).append(story)
    sections = Section.objects.in_edition(language)
    filled = [section for section in sections if section.pk in by_section]
    for position, section in enumerate(filled):
        arrangement = ARRANGEMENTS[position % len(ARRANGEMENTS)]
        yield Row(section, by_section[section.pk][:IN_A_ROW], arrangement)
