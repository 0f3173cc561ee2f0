"""What follows a story's publication, and what its deletion leaves behind."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from khabar.delivery.purging import purge
from khabar.publishing.following import follow
from khabar.publishing.planning import register_schedule
from khabar.stories.keys import keys_of, story_key, subject_of
from khabar.stories.mentioning import keep_chosen
from khabar.stories.models import RemovedStory, Story

follow(Story, subject=subject_of, keys=keys_of)
register_schedule(Story)


@receiver(published, sender=Story)
def show_what_an_editor_chose(instance: Story, **kwargs: Any) -> None:
    """Show the story's topics with its publication; what its text names is found after it."""
    keep_chosen(story=instance)


@receiver(unpublished, sender=Story)
@receiver(post_delete, sender=Story)
def take_down(instance: Story, **kwargs: Any) -> None:
    """Take every page that shows the story away before the desk has its answer."""
    keys = [story_key(instance.number)]
    transaction.on_commit(partial(purge, keys, hard=True), robust=True)


@receiver(post_delete, sender=Story)
def remember_the_address(instance: Story, **kwargs: Any) -> None:
    """Keep the number of a story that readers could see, so that its address can say it's gone."""
    if instance.last_published_at:
        RemovedStory.objects.get_or_create(
            number=instance.number, defaults={"language": instance.language}
        )
