"""The index: the folded text of every published story, kept as stories come and go."""

from __future__ import annotations

from khabar.language.folding import fold
from khabar.search.models import IndexedStory
from khabar.stories.models import Story
from khabar.stories.reading import plain_text


def index_story(*, story: Story) -> None:
    """Put a published story's text, as it is now, into the index."""
    text = "\n".join([story.kicker, story.headline, story.lead, plain_text(story.body)])
    fields = {"headline": fold(story.headline), "text": fold(text)}
    IndexedStory.objects.update_or_create(story_id=story.pk, defaults=fields)


def forget_story(*, story: Story) -> None:
    """Take a story out of the index."""
    IndexedStory.objects.filter(story_id=story.pk).delete()
