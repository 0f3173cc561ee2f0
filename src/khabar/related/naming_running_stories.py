"""What a running story is called while no editor named it: by what its chapters are about."""

from __future__ import annotations

from collections import Counter
from typing import Final

from khabar.related.models import RunningStory
from khabar.stories.models import StoryMention
from khabar.topics.models import Topic

MOST_TOPICS: Final = 2
SHARED: Final = 0.6
"""A topic that so many of the chapters are about names the whole."""
BETWEEN: Final = " · "


def name_running_story(running: RunningStory) -> None:
    """Call it by the topics that most of its chapters share, or by the headline of the first."""
    language = running.language
    topics = [topic.name_in(language) for topic in _shared_topics(running)]
    first = running.stories().oldest_first().first()
    called = (
        BETWEEN.join(topics) if len(topics) == MOST_TOPICS else (first.headline if first else "")
    )
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
