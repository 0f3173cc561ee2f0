"""The desk's panel of topics that are found in a story: an editor says yes or no to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from khabar.language.direction import direction_of
from khabar.publishing.recording import record
from khabar.stories.keys import keys_of_topics, topics_key
from khabar.stories.mentioning import DECIDED, Found, decide_on_topic
from khabar.stories.models import Story, StoryMention
from khabar.stories.tagging import texts_of, topics_in
from khabar.topics.house_spelling import Hint, house_spellings
from khabar.topics.models import Topic

PREFIX: Final = "found-topic-"
_AROUND: Final = 40
_WHERE: Final = {
    "headline": _("in the headline"),
    "kicker": _("in the kicker"),
    "lead": _("in the lead"),
    "several": _("several times in the text"),
    "once": _("in passing, so readers don't see it"),
}
_WHY: Final = {
    "name": _("by its name"),
    "alias": _("by another spelling"),
    "avoided": _("by a spelling that the house doesn't use"),
    "named-in-full": _("by the family name; the full name stands in the story"),
    "title": _("by the family name beside a title"),
    "close": _("by the family name; the first name is spelt otherwise"),
}


class Row(NamedTuple):
    """A topic that is found in a story, as an editor sees it."""

    topic: Topic
    name: str
    where: Promise | str
    why: Promise | str
    around: tuple[str, str, str]
    times: int
    answer: str


def rows_for(story: Story) -> list[Row]:
    """Return the topics found in a draft as it stands, besides those that it was given."""
    mentions = {mention.topic_id: mention for mention in story.mentions.all()}
    chosen = {link.topic_id for link in story.story_topics.all()}
    found = [each for each in topics_in(story) if each.topic not in chosen]
    gone = [
        mention.topic_id
        for mention in mentions.values()
        if mention.state in DECIDED
        and mention.topic_id not in chosen | {each.topic for each in found}
    ]
    topics = Topic.objects.in_bulk([*gone, *(each.topic for each in found)])
    texts = texts_of(story)
    rows = [_row(topics[each.topic], each, texts, mentions, story.language) for each in found]
    return rows + [_row(topics[key], None, texts, mentions, story.language) for key in gone]


def _row(
    topic: Topic,
    found: Found | None,
    texts: dict[str, str],
    mentions: dict[int, StoryMention],
    language: str,
) -> Row:
    state = mentions[topic.pk].state if topic.pk in mentions else ""
    answer = {"confirmed": "yes", "refused": "no"}.get(state, "")
    name = topic.name_in(language)
    if not found:
        return Row(topic, name, _("no longer in the text"), "", ("", "", ""), 0, answer)
    field, begin, end, why = found.places[0]
    around = _around(texts[str(field)], int(begin), int(end))
    where, reason = _WHERE[found.reason], _WHY.get(str(why), "")
    return Row(topic, name, where, reason, around, found.times, answer)


def _around(text: str, begin: int, end: int) -> tuple[str, str, str]:
    """Return a place with the words before and after it."""
    before, after = text[max(0, begin - _AROUND) : begin], text[end : end + _AROUND]
    if begin > _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return before, text[begin:end], after


def hints_for(story: Story) -> list[Hint]:
    """Return each spelling in a draft that the house doesn't use, once."""
    hints = house_spellings("\n".join(texts_of(story).values()), story.language)
    return list({hint.written: hint for hint in hints}.values())


def keep_answers(story: Story, answers: Iterable[tuple[str, str]], user: Any) -> None:
    """Keep what an editor answered in the panel; what readers see of it is made anew."""
    changed: set[int] = set()
    for topic, is_right in _given(answers):
        mention = StoryMention.objects.filter(story=story, topic=topic).first()
        wanted = StoryMention.State.CONFIRMED if is_right else StoryMention.State.REFUSED
        if Topic.objects.filter(pk=topic).exists() and (not mention or mention.state != wanted):
            changed |= decide_on_topic(story=story, topic=topic, is_right=is_right, user=user)
    if changed and story.live:
        say_that_topics_changed(story, changed)


def say_that_topics_changed(story: Story, topics: set[int]) -> None:
    """Record that a published story has other topics for readers than before."""
    keys = keys_of_topics(story, topics)
    record(kind="changed", subject=topics_key(story.number), keys=keys, forget=True)


def _given(answers: Iterable[tuple[str, str]]) -> Iterator[tuple[int, bool]]:
    for name, answer in answers:
        key = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and key.isdigit() and answer in ("yes", "no"):
            yield int(key), answer == "yes"


class FoundTopicsPanel(Panel):
    """Shows what is found, with yes and no to each; nothing has to be typed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "khabar_stories/_found_topics.html"

        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            language = self.instance.language
            return context | {
                "rows": rows_for(self.instance),
                "hints": hints_for(self.instance),
                "prefix": PREFIX,
                "language": language,
                "direction": direction_of(language),
            }
