"""Finding the topics of a story in its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils import timezone

from khabar.stories.mentioning import Found, keep_found
from khabar.stories.models import MatchedStory, Story
from khabar.stories.reading import plain_text
from khabar.topics.gathering import matcher_for
from khabar.topics.matching import Match

# So often a topic is named in a body before readers see it with the story.
SEVERAL: Final = 3
_WEIGHTS: Final = {"headline": 8, "lead": 4, "kicker": 3, "body": 0}
_MOST_PLACES: Final = 20
_MOST_BESIDE: Final = 24
_BETWEEN: Final = "\n"

Fields = dict[str, str]


def tag_story(*, story: Story) -> set[int]:
    """Store which topics the story's text names now. Return the topics that readers see with it
    and did not before, or no longer do."""
    changed = keep_found(story=story, found=topics_in(story))
    MatchedStory.objects.update_or_create(story=story, defaults={"matched_at": timezone.now()})
    return changed


def topics_in(story: Story) -> list[Found]:
    """Return the topics that the text of a story names, what it is most about first."""
    fields = texts_of(story)
    matches = matcher_for(story.language).find(_BETWEEN.join(fields.values()))
    return weigh(matches, fields)


def texts_of(story: Story) -> Fields:
    """Return the words of a story by the name of their field, in the order of reading."""
    return {
        "headline": story.headline,
        "kicker": story.kicker,
        "lead": story.lead,
        "body": plain_text(story.body),
    }


def weigh(matches: Iterable[Match], fields: Fields) -> list[Found]:
    """Return each topic once, with its places, by what they weigh."""
    by_topic: dict[int, list[tuple[str, int, Match]]] = defaultdict(list)
    for field, begin, match in _by_field(matches, fields):
        by_topic[match.topic].append((field, begin, match))
    found = [(_weight(places), _found(topic, places)) for topic, places in by_topic.items()]
    return [each for _score, each in sorted(found, key=lambda pair: -pair[0])]


def _by_field(matches: Iterable[Match], fields: Fields) -> Iterator[tuple[str, int, Match]]:
    """Yield each match with its field, and where that begins in the whole text."""
    begins, begin = [], 0
    for name, text in fields.items():
        begins.append((begin, name))
        begin += len(text) + len(_BETWEEN)
    for match in matches:
        start, name = max(pair for pair in begins if pair[0] <= match.begin)
        yield name, start, match


def _weight(places: list[tuple[str, int, Match]]) -> int:
    fields = {field for field, _begin, _match in places}
    return sum(_WEIGHTS[field] for field in fields) + min(len(places), 6)


def _found(topic: int, places: list[tuple[str, int, Match]]) -> Found:
    fields = {field for field, _begin, _match in places}
    often = "several" if len(places) >= SEVERAL else "once"
    first = next((field for field in ("headline", "lead", "kicker") if field in fields), often)
    words = dict.fromkeys(word for _field, _begin, match in places for word in match.beside)
    return Found(
        topic=topic,
        strong=first != "once",
        main=first == "headline",
        times=len(places),
        reason=first,
        places=[
            [field, match.begin - begin, match.end - begin, str(match.reason)]
            for field, begin, match in places[:_MOST_PLACES]
        ],
        beside=list(words)[:_MOST_BESIDE],
    )
