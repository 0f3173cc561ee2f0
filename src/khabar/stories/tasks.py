"""What is done for stories every so often."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.delivery.purging import purge
from khabar.publishing.models import Lane
from khabar.publishing.recording import in_background, record
from khabar.publishing.registering import Event, consequence, every
from khabar.stories.breaking import end_breaking_news
from khabar.stories.deciding_on_topics import say_that_topics_changed
from khabar.stories.keys import keys_of_topics
from khabar.stories.learning_words import learn_words
from khabar.stories.models import Story
from khabar.stories.rematching import AT_A_TIME, rematch, spelt_as, stories_concerned
from khabar.stories.suggesting import look_for_names
from khabar.stories.tagging import tag_story
from khabar.topics.models import Topic

RESPELT: Final = "respelt"


def _published(event: Event) -> Story | None:
    """Return the story that an event is about, if readers may see it now."""
    number = int(event.subject.partition("/")[2])
    return Story.objects.published().select_related("locale").filter(number=number).first()


@consequence(
    "stories.tag",
    on=("published",),
    subjects=("story",),
    # Before the index and the pages, which show what is found.
    order=5,
    label=_("Finding a story's topics"),
)
def find_topics(event: Event) -> None:
    """Find the topics of a published story in its text; the pages that show them are made anew."""
    story = _published(event)
    if story:
        purge(keys_of_topics(story, tag_story(story=story)))


@consequence(
    "stories.names",
    on=("published",),
    subjects=("story",),
    lane=Lane.BACKGROUND,
    label=_("Looking for new names"),
)
def look_for_new_names(event: Event) -> None:
    """Look for names that no topic has; what is convincing is offered to the editors."""
    story = _published(event)
    if story:
        look_for_names(story=story)


@consequence(
    "stories.respelt",
    on=("changed", RESPELT),
    subjects=("topic",),
    lane=Lane.BACKGROUND,
    label=_("Searching stories for a topic's new spellings"),
)
def search_again(event: Event) -> None:
    """Search the stories that a topic's new spellings concern, some at a time."""
    topic = Topic.objects.filter(pk=int(event.subject.partition("/")[2])).first()
    if topic is None or topic.retired:
        return
    sign = spelt_as(topic)
    begun = (event.payload or {}).get("sign")
    # A later change searches from the beginning; a mere change of its description changes nothing.
    if sign == topic.matched_as or (begun and begun != sign):
        return
    after = (event.payload or {}).get("after", 0)
    stories = stories_concerned(topic, after=after)
    for story, changed in rematch(topic, stories):
        if changed:
            say_that_topics_changed(story, changed)
    if len(stories) < AT_A_TIME:
        Topic.objects.filter(pk=topic.pk).update(matched_as=sign)
        return
    with in_background():
        payload = {"sign": sign, "after": stories[-1].number}
        record(kind=RESPELT, subject=event.subject, keys=event.keys, payload=payload)


@every(name="stories.words", minutes=24 * 60, lane=Lane.BACKGROUND, label=_("Learning words"))
def learn_ordinary_words() -> None:
    """Learn from the newest stories which words are ordinary."""
    learn_words()


@every(name="stories.breaking", minutes=1, lane=Lane.READERS, label=_("Ending breaking news"))
def end_what_was_breaking() -> None:
    """Take the mark from what is no longer breaking."""
    end_breaking_news(moment=timezone.now())
