"""The stored choice: which stories stand beside a story, in which order and why."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.related.querysets import ChosenListQuerySet, RelatedStoryQuerySet
from khabar.stories.models import Story
from khabar.topics.models import Topic


class Reason(models.TextChoices):
    """Why a story stands beside another."""

    PINNED = "pinned", _("chosen by the editors")
    RUNNING = "running", _("of the same running story")
    CONTINUES = "continues", _("how it went on")
    EARLIER = "earlier", _("what came before")
    PEOPLE = "people", _("about the same people")
    PLACE = "place", _("from the same place, of the same section")
    TOPICS = "topics", _("on the same topic")
    ALIKE = "alike", _("on a like matter")
    SECTION = "section", _("in the same section")
    LATEST = "latest", _("from the latest news")


class RelatedStory(models.Model):
    """One place in the list beside a story.

    `score` is how well it fits, about 1 for another report of the same event; `topic` is the one
    that the reason speaks of.
    """

    story = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        Story, verbose_name=_("related story"), on_delete=models.CASCADE, related_name="+"
    )
    place = models.PositiveSmallIntegerField(_("place"))
    score = models.FloatField(_("score"), default=0.0)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

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


class ChosenList(models.Model):
    """When a story's list was chosen, and whether the index was there to choose by.

    A list that was `provisional` is chosen again once the index can be asked.
    """

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    chosen_at = models.DateTimeField(default=timezone.now)
    provisional = models.BooleanField(default=False)

    objects = ChosenListQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["chosen_at"],
                condition=models.Q(provisional=True),
                name="khabar_related_provisional",
            )
        ]

    def __str__(self) -> str:
        return str(self.story_id)
