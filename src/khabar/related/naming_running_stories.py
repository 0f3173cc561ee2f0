"""What a running story is called while no editor named it: by what its chapters are about."""

from __future__ import annotations

from collections import Counter
from typing import Final

from khabar.related.models import RunningStory
from khabar.stories.models import StoryMention
from khabar.topics.models import Topic

MOST_TOPICS: Final = 2
TELLING: Final = frozenset({Topic.Kind.EVENT, Topic.Kind.PERSON})
"""A place and an authority are called the same in whatever happens there."""
SHARED: Final = 0.6
"""A topic that so many of the chapters are about names the whole."""
BETWEEN: Final = " · "


def name_running_story(running: RunningStory) -> None:
    """Call it by the topics that most of its chapters share, where they tell what happens, or by
    the headline of the first."""
    topics = _shared_topics(running)
    if len(topics) == MOST_TOPICS and any(topic.kind in TELLING for topic in topics):
        called = BETWEEN.join(topic.name_in(running.language) for topic in topics)
    else:
        first = running.stories().oldest_first().first()
        called = first.headline if first else ""
    if called and called != running.called:
        running.called = called[: RunningStory.LONGEST]
        running.save(update_fields=["called"])


def _shared_topics(running: RunningStory) -> list[Topic]:
    keys = list(running.stories().values_list("pk", flat=True))
    mentions = StoryMention.objects.filter(story__in=keys, shown=True, main=True)
    counts = Counter(mentions.values_list("topic", flat=True))
    most = [key for key, count in counts.most_common() if count >= SHARED * len(keys)]
    topics = Topic.objects.in_bulk(most[:MOST_TOPICS])
    return [topics[key] for key in most[:MOST_TOPICS] if key in topics]
