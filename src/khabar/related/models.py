"""The stored choice: which stories stand beside a story, in which order and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khabar.related.querysets import RelatedStoryQuerySet
from khabar.stories.models import Story


class Reason(models.TextChoices):
    """Why a story stands beside another."""

    PINNED = "pinned", _("chosen by the editors")
    TOPICS = "topics", _("on the same topic")
    SECTION = "section", _("in the same section")
    LATEST = "latest", _("from the latest news")


class RelatedStory(models.Model):
    """One place in the list beside a story."""

    story = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        Story, verbose_name=_("related story"), on_delete=models.CASCADE, related_name="+"
    )
    place = models.PositiveSmallIntegerField(_("place"))
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)

    objects = RelatedStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ("story", "place")
        constraints = [
            models.UniqueConstraint(fields=["story", "other"], name="khabar_related_once"),
            models.UniqueConstraint(fields=["story", "place"], name="khabar_related_place"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.place}. {self.other_id}"
