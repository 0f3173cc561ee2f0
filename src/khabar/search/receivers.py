"""Keeps the index with what is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published, unpublished

from khabar.search.indexing import forget_story, index_story
from khabar.stories.models import Story


@receiver(published, sender=Story)
def index_what_is_published(instance: Story, **kwargs: Any) -> None:
    """Index a story as soon as it is published."""
    index_story(story=instance)


@receiver(unpublished, sender=Story)
def forget_what_is_unpublished(instance: Story, **kwargs: Any) -> None:
    """Forget a story as soon as it is unpublished. A deleted one takes its row with it."""
    forget_story(story=instance)
