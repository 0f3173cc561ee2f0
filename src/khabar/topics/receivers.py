"""What follows a change of a section or a topic."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from khabar.publishing.noting import note_changes
from khabar.topics.gathering import note_spellings
from khabar.topics.keys import (
    keys_of_section,
    keys_of_topic,
    subject_of_section,
    subject_of_topic,
)
from khabar.topics.models import FormerSlug, Section, Topic, TopicAlias

note_changes(Section, subject=subject_of_section, keys=keys_of_section)
note_changes(Topic, subject=subject_of_topic, keys=keys_of_topic)


@receiver((post_save, post_delete), sender=Topic)
@receiver((post_save, post_delete), sender=TopicAlias)
def make_matchers_anew(**kwargs: Any) -> None:
    """Have every process look for the names as they are now."""
    if not kwargs.get("raw"):
        note_spellings()


@receiver(pre_save, sender=Topic)
def remember_the_former_address(instance: Topic, **kwargs: Any) -> None:
    """Keep the slug that a topic had, so that its old address leads to it."""
    if kwargs.get("raw") or not instance.pk:
        return
    former = Topic.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if former and former != instance.slug:
        FormerSlug.objects.filter(slug=instance.slug).delete()
        FormerSlug.objects.update_or_create(slug=former, defaults={"topic": instance})
