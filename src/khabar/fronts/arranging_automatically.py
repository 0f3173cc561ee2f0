"""A front that nobody arranged: the newest leads, then a row for each section, then the latest."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.delivery.declaring import add_keys
from khabar.fronts.showing import Card, Container
from khabar.stories.keys import latest_key, show_stories
from khabar.stories.models import Story
from khabar.topics.models import Section

AT_THE_TOP = 5
IN_A_ROW = 4
LATEST = 8
# Enough to fill every place even when one section has published all day.
CANDIDATES = 120
# The rows of a front take turns, so that it is never a wall of equal cards.
ARRANGEMENTS = (("list", "feature"), ("list", "list"), ("pictures", "standard"))


def arrange_automatically(language: str) -> list[Container]:
    """Return the front of the edition in `language`, made from what was published last."""
    add_keys(latest_key(language))
    stories = Story.objects.published().in_language(language).newest_first().for_cards()
    candidates = list(stories[:CANDIDATES])
    if not candidates:
        return []
    lead = _lead_of(candidates)
    rest = [story for story in candidates if story != lead]
    top, rest = [lead, *rest[: AT_THE_TOP - 1]], rest[AT_THE_TOP - 1 :]
    rows = list(_rows(language, rest))
    in_rows = {card.story.pk for row in rows for card in row.cards}
    latest = [story for story in rest if story.pk not in in_rows][:LATEST]
    containers = [_container("lead", top), *rows, _container("latest", latest)]
    show_stories(card.story for container in containers for card in container.cards)
    return [container for container in containers if container.cards]


def _lead_of(candidates: list[Story]) -> Story:
    """The newest story with a picture leads; without any picture, the newest."""
    with_picture = (story for story in candidates[:20] if story.lead_image_id)
    return next(with_picture, candidates[0])


def _rows(language: str, candidates: list[Story]) -> Iterator[Container]:
    by_section: dict[int, list[Story]] = {}
    for story in candidates:
        by_section.setdefault(story.section_id, []).append(story)
    sections = Section.objects.in_edition(language)
    filled = [section for section in sections if section.pk in by_section]
    for position, section in enumerate(filled):
        kind, arrangement = ARRANGEMENTS[position % len(ARRANGEMENTS)]
        name, address = section.name_in(language), section.get_absolute_url(language)
        stories = by_section[section.pk][:IN_A_ROW]
        yield _container(kind, stories, name, address, arrangement)


def _container(kind: str, stories: list[Story], *more: str) -> Container:
    return Container(kind, [Card.of(story) for story in stories], *more)
