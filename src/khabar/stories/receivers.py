"""What a story's deletion leaves behind."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from khabar.stories.models import RemovedStory, Story


@receiver(post_delete, sender=Story)
def remember_the_address(instance: Story, **kwargs: Any) -> None:
    """Keep the number of a story that readers could see, so that its address can say it's gone."""
    if instance.last_published_at:
        RemovedStory.objects.get_or_create(
            number=instance.number, defaults={"language": instance.language}
        )
