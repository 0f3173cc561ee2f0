"""What stories said of their sources in words became rows, in drafts too."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from khabar.stories.models import Story
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db(transaction=True)
STORIES = "khabar_stories"


def migrate(name: str) -> Any:
    MigrationExecutor(connection).migrate([(STORIES, name)])
    return MigrationExecutor(connection).loader.project_state([(STORIES, name)]).apps


def test_the_words_become_one_source_for_each_agency() -> None:
    words = {"وكالة أنباء الساحل": "ar", "وكاله انباء الساحل": "ar", "Reuters": "en", "": "fa"}
    stories = {
        text: StoryFactory(language=language, published=True) for text, language in words.items()
    }
    try:
        then = migrate("0003_source").get_model(STORIES, "Story")
        for text, story in stories.items():
            then.objects.filter(pk=story.pk).update(source_in_words=text)
            revision = story.latest_revision
            revision.content["source"] = text or ""
            revision.save()
    finally:
        # All, since what builds on stories went with them.
        graph = MigrationExecutor(connection).loader.graph
        MigrationExecutor(connection).migrate(graph.leaf_nodes())
    found = {text: Story.objects.get(pk=story.pk) for text, story in stories.items()}
    sources = [story.source for story in found.values()]
    assert sources[0] == sources[1]
    assert [source and source.slug for source in sources[1:]] == ["agency-1", "reuters", None]
    drafts = [story.get_latest_revision_as_object().source for story in found.values()]
    assert drafts == sources
