"""What a story's text tells of names that no topic has."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from khabar.language import analyse
from khabar.stories.models import NameSighting, Story, StoryMention
from khabar.stories.tagging import Fields, texts_of
from khabar.topics.gathering import known_in, matcher_for
from khabar.topics.keeping_company import Company, is_convincing, likeness
from khabar.topics.prefixing import bare_forms
from khabar.topics.sighting import Sighting, sight_names
from khabar.topics.suggesting import LEAST, RECURS, suggest

# So many sightings of a name, and mentions of a topic, are compared.
_MOST: Final = 100
_AROUND: Final = 60
_SHOWN: Final = 3


@transaction.atomic
def look_for_names(*, story: Story) -> None:
    """Keep which unknown names a published story has, and offer those that are convincing."""
    fields = texts_of(story)
    text = "\n".join(fields.values())
    found = sight_names(text, matcher_for(story.language).find(text), known_in(story.language))
    NameSighting.objects.filter(story=story).delete()
    NameSighting.objects.bulk_create(
        NameSighting(
            story=story,
            topic_id=each.topic,
            language=story.language,
            text=each.text[:160],
            folded=each.folded[:160],
            beside=list(each.beside),
        )
        for each in found
    )
    for each in found:
        _offer(story.language, each)


def _offer(language: str, sighting: Sighting) -> None:
    seen = NameSighting.objects.filter(
        language=language, folded=sighting.folded, topic=sighting.topic, story__live=True
    )
    if not sighting.given and seen.count() < (LEAST if sighting.topic else RECURS):
        return
    stories = seen.select_related("story__locale").defer("story__body")
    rows = list(stories.order_by("-pk")[:_MOST])
    shared = _shared(language, sighting, rows) if sighting.topic else []
    if sighting.topic and not shared:
        return
    shown = [(row, texts_of(row.story)) for row in rows[:_SHOWN]]
    suggest(
        language=language,
        text=sighting.text,
        folded=sighting.folded,
        topic=sighting.topic,
        stories=len(rows),
        shared=_as_written(shared, language, shown) if shared else [],
        examples=[_example(row, fields) for row, fields in shown],
    )


def _shared(language: str, sighting: Sighting, rows: list[NameSighting]) -> list[str]:
    """Return the words that a spelling has beside it as its topic has, if they are convincing."""
    mentions = StoryMention.objects.filter(
        topic=sighting.topic, story__locale__language_code=language, times__gt=0
    )
    latest = mentions.order_by("-pk").values_list("beside", flat=True)[:_MOST]
    # The first name before a family name is company, too, however it is spelt.
    spelling = Company.of((row.beside for row in rows), always=sighting.given)
    topic = Company.of(latest, always=sighting.given)
    found = likeness(spelling, topic, matcher_for(language).words)
    return found.shared if is_convincing(found, apart=sighting.apart, given=sighting.given) else []


def _as_written(
    words: list[str], language: str, shown: list[tuple[NameSighting, Fields]]
) -> list[str]:
    """Return folded words as the stories have them, so that an editor doesn't read misspellings."""
    written: dict[str, str] = {}
    for _row, fields in shown:
        text = "\n".join(fields.values())
        for token in analyse(text, language):
            for form in bare_forms(token.folded) if language == "ar" else (token.folded,):
                off = len(token.folded) - len(form)
                written.setdefault(form, text[token.start : token.end][off:])
    return [written.get(word, word) for word in words]


def _example(row: NameSighting, fields: Fields) -> dict[str, str]:
    """Return the words around a name in a story, and where the story is."""
    return {
        "text": _around(fields, row.text),
        "address": row.story.get_absolute_url(),
        "headline": row.story.headline,
    }


def _around(fields: Fields, name: str) -> str:
    for text in fields.values():
        place = text.find(name)
        if place >= 0:
            begin, end = max(0, place - _AROUND), place + len(name) + _AROUND
            first, last = text.find(" ", begin), text.rfind(" ", 0, end)
            whole = text[first if begin else 0 : last if end < len(text) else None]
            return " ".join(whole.split())
    return ""
