"""An arranged front: its containers, their cards, and what its page is made from."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.contributors.keys import contributor_key
from khabar.delivery.declaring import add_keys
from khabar.fronts.fetching import Shelf, fetch
from khabar.fronts.models import Front
from khabar.fronts.placing import Place, Placed, Placing, place_stories
from khabar.fronts.planning import plans_of
from khabar.fronts.showing import Card, Container, Line
from khabar.stories.keys import latest_key, list_key, story_key
from khabar.topics.keys import topic_key


def arrange(front: Front) -> list[Container]:
    """Return the containers of `front` with their cards, without those that stand empty."""
    placing = place_stories(front, plans_of(front))
    shelf = fetch(placing)
    _declare(front, placing, shelf)
    filled = (placed for placed in placing.containers if placed.places)
    return [_container(front, placed, shelf) for placed in filled]


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
