"""Which stories belong beside a story: what an editor pinned, then what the index finds like it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from khabar.related.choosing_by_sections import beside_by_sections
from khabar.related.choosing_by_translations import Translated, beside_by_translations
from khabar.related.comparing import runs_of
from khabar.related.finding import Field, find_candidates
from khabar.related.judging import Judged, judge
from khabar.related.knowing import Known, know
from khabar.related.models import Chapter, Reason
from khabar.related.varying import vary
from khabar.related.weighing import stems_of, whole_text
from khabar.search.engine import Unavailable
from khabar.stories.models import RelatedChoice, Story
from khabar.topics.models import Topic

HOW_MANY: Final = 8
LEAST: Final = 4
"""A story that little is like gets so many at least, from its section and the latest news."""
WEIGHED: Final = 40


@dataclass(frozen=True, slots=True)
class Related:
    """A story that belongs beside another: its key and number, how well it fits, and why."""

    pk: int
    number: int
    reason: Reason
    score: float = 0.0
    topic: Topic | None = None


@dataclass(frozen=True)
class Choice:
    """What was chosen for a story. `kin` are all that were found to be of its matter; without an
    index the choice is `provisional`."""

    related: list[Related]
    kin: list[Judged] = field(default_factory=list)
    provisional: bool = False


def choose_related(story: Story, *, how_many: int = HOW_MANY) -> Choice:
    """Choose what belongs beside `story`: what an editor pinned, what is most like it, then what
    stands beside its translations. Never itself, its own text once more, one twice, or what an
    editor blocked."""
    pinned, blocked = _editors_word(story)
    places = [Related(pk, number, Reason.PINNED, 1.0) for pk, number in pinned][:how_many]
    taken = {story.pk, *blocked, *(place.pk for place in places)}
    left = how_many - len(places)
    try:
        judged, found = _judged(story)
    except Unavailable:
        return Choice(_filled(story, places, taken, how_many, how_many), provisional=True)
    allowed = [each for each in judged if each.known.pk not in taken]
    chosen, same = vary(
        allowed,
        how_many=left,
        rarity=found.rarity,
        without=runs_of(whole_text(story), story.language),
        language=story.language,
    )
    chapters = _chapters_beside(story)
    places += [_as_related(each, chapters) for each in chosen]
    taken |= {each.known.pk for each in same}
    return Choice(_filled(story, places, taken, how_many, LEAST), judged)


def _chapters_beside(story: Story) -> set[int]:
    """Return the keys of the stories that belong to the same running story."""
    standing = Chapter.objects.standing()
    running = standing.filter(story=story.pk).values("running")
    return set(standing.filter(running__in=running).values_list("story", flat=True))


def _as_related(judged: Judged, chapters: set[int]) -> Related:
    known, reason, topic = judged.known, judged.reason, judged.topic
    if known.pk in chapters and not judged.one_matter:
        reason, topic = Reason.RUNNING, None
    return Related(known.pk, known.number, reason, judged.score, topic)


def _editors_word(story: Story) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the keys and numbers of what was pinned and is published, and the keys of what was
    blocked."""
    choices = list(story.related_choices.all())
    wanted = [choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.PINNED]
    numbers = {}
    if wanted:
        published = Story.objects.published().filter(pk__in=wanted).exclude(pk=story.pk)
        numbers = dict(published.values_list("pk", "number"))
    blocked = [choice.other_id for choice in choices if choice.kind == RelatedChoice.Kind.BLOCKED]
    return [(key, numbers[key]) for key in wanted if key in numbers], blocked


def _judged(story: Story) -> tuple[list[Judged], Field]:
    """Return what the index finds like `story` and readers may see, the best first, judged."""
    topics = story.topics
    found = find_candidates(story, topics=[topic.slug for topic in topics])
    best = found.candidates[:WEIGHED]
    numbers = [each.number for each in best]
    known = know(numbers, language=story.language, topics=topics)
    mine = _as_known(story)
    judged = [
        judge(mine, known[each.number], each, found)
        for each in best
        if each.number in known and known[each.number].translation_key != mine.translation_key
    ]
    return sorted((each for each in judged if each), key=lambda each: -each.score), found


def _as_known(story: Story) -> Known:
    return Known(
        pk=story.pk,
        number=story.number,
        headline=frozenset(stems_of(story.headline, story.language)),
        section=story.section_id,
        published_at=story.first_published_at or timezone.now(),
        translation_key=story.translation_key,
    )


def _filled(
    story: Story, places: list[Related], taken: set[int], most: int, least: int
) -> list[Related]:
    """Return `places` with what stands beside translations, to `most`, and with what is of the
    section or new, to `least`."""
    taken = taken | {place.pk for place in places}
    if len(places) < most:
        beside = beside_by_translations(story, how_many=most - len(places), without=taken)
        places = places + [_as_translated(each) for each in beside]
        taken |= {place.pk for place in places}
    if len(places) < least:
        others = beside_by_sections(story, how_many=least - len(places), without=taken)
        places = places + [Related(other.pk, other.number, reason) for other, reason in others]
    return places


def _as_translated(found: Translated) -> Related:
    row = found.row
    pinned = row.reason == Reason.PINNED
    reason = Reason.ALIKE if pinned else Reason(row.reason)
    return Related(found.pk, found.number, reason, row.score, row.topic)
