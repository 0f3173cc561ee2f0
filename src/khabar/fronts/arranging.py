"""An arranged front: fetching what stands on it, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images import get_image_model

from khabar.contributors.keys import contributor_key
from khabar.contributors.models import Contributor
from khabar.delivery.declaring import add_keys
from khabar.fronts.models import Front
from khabar.fronts.placing import Place, Placed, Placing, keys_on, place_stories
from khabar.fronts.planning import plans_of
from khabar.fronts.showing import Card, Container, Line
from khabar.stories.keys import latest_key, list_key, story_key
from khabar.stories.models import Story
from khabar.topics.keys import topic_key
from khabar.topics.models import Section, Topic

ON_A_CARD = (
    "number",
    "headline",
    "kicker",
    "lead",
    "first_published_at",
    "breaking_until",
    "section",
    "lead_image",
    "locale__language_code",
)


def arrange(front: Front) -> list[Container]:
    """Return the containers of `front` with their cards, without those that stand empty."""
    placing = place_stories(front, plans_of(front))
    shelf = _fetch(placing)
    _declare(front, placing, shelf)
    filled = (placed for placed in placing.containers if placed.places)
    return [_container(front, placed, shelf) for placed in filled]


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


def _fetch(placing: Placing) -> Shelf:
    stories = _stories(keys_on(placing.containers))
    credited = _credited(placing, stories)
    places = [place for placed in placing.containers for place in placed.places]
    people = [person for credits in credited.values() for person in credits]
    pictures = _pictures(
        [
            *(place.pick.picture for place in places),
            *(story.lead_image_id for story in stories.values()),
            *(person.portrait_id for person in people),
        ]
    )
    for story in stories.values():
        story.lead_image = pictures.get(story.lead_image_id or 0)
    for person in people:
        person.portrait = pictures.get(person.portrait_id or 0)
    subjects = [placed.plan.rule for placed in placing.containers if placed.plan.rule]
    by_kind = {
        kind: {rule.subject for rule in subjects if rule.kind == kind and rule.subject}
        for kind in ("section", "topic")
    }
    return Shelf(
        stories,
        pictures,
        credited,
        Section.objects.in_bulk(by_kind["section"]) if by_kind["section"] else {},
        Topic.objects.in_bulk(by_kind["topic"]) if by_kind["topic"] else {},
    )


def _stories(keys: list[int]) -> dict[int, Story]:
    # Without pictures, which are fetched together with those that the front chose itself.
    stories = Story.objects.select_related("locale").only(*ON_A_CARD)
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


def _container(front: Front, placed: Placed, shelf: Shelf) -> Container:
    plan, subject = placed.plan, shelf.subject(placed)
    cards = [_card(place, shelf) for place in placed.places if place.found.key in shelf.stories]
    name = subject.name_in(front.language) if subject else ""
    address = subject.get_absolute_url(front.language) if subject else ""
    return Container(plan.kind, cards, plan.title or name, address, plan.arrangement)


def _card(place: Place, shelf: Shelf) -> Card:
    story, pick = shelf.stories[place.found.key], place.pick
    picture = shelf.pictures.get(pick.picture or 0) or story.lead_image
    return Card(
        story=story,
        headline=pick.headline or story.headline,
        kicker=pick.kicker or story.kicker,
        lead_image=None if pick.without_picture else picture,
        links=list(_lines(place, shelf)),
        by=shelf.credited.get(story.pk, []),
    )


def _lines(place: Place, shelf: Shelf) -> Iterator[Line]:
    for line in place.further:
        if story := shelf.stories.get(line.story):
            yield Line(story, line.text or story.headline)


def _declare(front: Front, placing: Placing, shelf: Shelf) -> None:
    """Say what the page is made from: what it shows, what was picked, what it is filled from."""
    numbers = [story.number for story in shelf.stories.values()] + placing.picked_numbers
    add_keys(*(story_key(number) for number in numbers))
    people = (person for credits in shelf.credited.values() for person in credits)
    add_keys(*(contributor_key(person.slug) for person in people))
    for placed in placing.containers:
        add_keys(*_keys_of_rule(front, placed, shelf))


def _keys_of_rule(front: Front, placed: Placed, shelf: Shelf) -> Iterator[str]:
    rule, subject = placed.plan.rule, shelf.subject(placed)
    if rule and subject:
        yield list_key(rule.kind, subject.slug, front.language)
        if rule.kind == "topic":
            yield topic_key(subject.slug)
    elif rule:
        yield latest_key(front.language)
