"""Fetching all that an arranged front shows, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images import get_image_model

from khabar.contributors.models import Contributor
from khabar.fronts.placing import Placed, Placing, keys_on
from khabar.stories.models import Story
from khabar.stories.querysets import WORDS_ON_A_CARD
from khabar.topics.models import Section, Topic


@dataclass(frozen=True)
class Shelf:
    """All that a front shows, fetched at once: stories, pictures and subjects by their keys."""

    stories: dict[int, Story]
    pictures: dict[int, Any]
    credited: dict[int, list[Contributor]]
    sections: dict[int, Section]
    topics: dict[int, Topic]

    def subject(self, placed: Placed) -> Section | Topic | None:
        """Return the section or topic by which a container is filled."""
        rule = placed.plan.rule
        if not rule or not rule.subject:
            return None
        if rule.kind == "section":
            return self.sections.get(rule.subject)
        return self.topics.get(rule.subject)


def fetch(placing: Placing) -> Shelf:
    """Fetch what stands in a front's containers."""
    stories = _stories(keys_on(placing.containers))
    credited = _credited(placing, stories)
    pictures = _hang_pictures(placing, stories, credited)
    rules = [placed.plan.rule for placed in placing.containers if placed.plan.rule]
    sections = {rule.subject for rule in rules if rule.subject and rule.kind == "section"}
    topics = {rule.subject for rule in rules if rule.subject and rule.kind == "topic"}
    return Shelf(
        stories,
        pictures,
        credited,
        Section.objects.in_bulk(sections) if sections else {},
        Topic.objects.in_bulk(topics) if topics else {},
    )


def _hang_pictures(
    placing: Placing, stories: dict[int, Story], credited: dict[int, list[Contributor]]
) -> dict[int, Any]:
    """Fetch all pictures at once and hang each where it belongs, so that nobody asks again."""
    places = [place for placed in placing.containers for place in placed.places]
    people = [person for credits in credited.values() for person in credits]
    chosen = [place.pick.picture for place in places]
    leading = [story.lead_image_id for story in stories.values()]
    pictures = _pictures([*chosen, *leading, *(person.portrait_id for person in people)])
    for story in stories.values():
        story.lead_image = pictures.get(story.lead_image_id or 0)
    for person in people:
        person.portrait = pictures.get(person.portrait_id or 0)
    return pictures


def _stories(keys: list[int]) -> dict[int, Story]:
    # Without pictures, which are fetched together with those that the front chose itself.
    stories = Story.objects.select_related("locale").only(*WORDS_ON_A_CARD, "lead_image")
    return stories.in_bulk(keys) if keys else {}


def _pictures(keys: Iterable[int | None]) -> dict[int, Any]:
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    found: dict[int, Any] = get_image_model().objects.in_bulk(wanted)
    prefetch_related_objects(list(found.values()), "renditions")
    return found


def _credited(placing: Placing, stories: dict[int, Story]) -> dict[int, list[Contributor]]:
    """Return who is credited on the stories whose byline is shown: those of opinion."""
    opinions = (placed for placed in placing.containers if placed.plan.kind == "opinion")
    keys = keys_on(opinions)
    shown = [stories[key] for key in keys if key in stories]
    prefetch_related_objects(shown, "credits")
    return {story.pk: [credit.contributor for credit in story.credits.all()] for story in shown}
