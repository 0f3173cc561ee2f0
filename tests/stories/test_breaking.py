"""Breaking news ends by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from khabar.publishing.models import LedgerRow
from khabar.publishing.ticking import begin_due_work
from khabar.stories.breaking import end_breaking_news
from khabar.stories.models import Story
from tests.factories import StoryFactory
from tests.publishing.conftest import work

pytestmark = pytest.mark.django_db


def test_the_worker_ends_it_and_has_its_pages_made_anew() -> None:
    over = timezone.now() - timedelta(minutes=1)
    story = StoryFactory(published=True, breaking_until=over)
    work()
    begin_due_work()
    work()
    assert Story.objects.get().breaking_until is None
    changed = LedgerRow.objects.filter(kind="changed", subject=f"story/{story.number}")
    assert {f"story/{story.number}", "latest/ar"} <= set(changed[0].keys)


def test_a_draft_that_was_breaking_is_told_to_nobody() -> None:
    StoryFactory(breaking_until=timezone.now() - timedelta(minutes=1))
    before = LedgerRow.objects.count()
    assert end_breaking_news(moment=timezone.now()) == 1
    assert LedgerRow.objects.count() == before


def test_a_translation_is_not_breaking_because_the_story_is() -> None:
    story = StoryFactory(published=True, breaking_until=timezone.now() + timedelta(hours=1))
    persian = StoryFactory(language="fa").locale
    assert story.is_breaking
    assert not story.copy_for_translation(persian).is_breaking
