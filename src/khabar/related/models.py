"""The stored choice: which stories stand beside a story and why; and running stories."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from khabar.related.querysets import (
    ChapterQuerySet,
    ChosenListQuerySet,
    RelatedStoryQuerySet,
    RunningStoryQuerySet,
)
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
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


class RunningStory(models.Model):
    """A story that goes on: its chapters are stories of one edition that continue each other."""

    LONGEST = 160

    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(
        _("name"),
        max_length=LONGEST,
        blank=True,
        help_text=_("Left empty, it is named after what its stories are about."),
    )
    called = models.CharField(max_length=LONGEST, blank=True, editable=False)
    first = models.TextField(
        _("what to know first"),
        blank=True,
        help_text=_("A few sentences for readers who come late. They stand above the timeline."),
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = RunningStoryQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("first")]

    class Meta:
        verbose_name = _("running story")
        verbose_name_plural = _("running stories")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.name or self.called or str(self.pk)

    @property
    def language(self) -> str:
        """The language of its edition."""
        return self.locale.language_code

    def stories(self) -> StoryQuerySet:
        """Return its published stories."""
        chapters = self.chapters.standing().values("story")
        return Story.objects.published().filter(pk__in=chapters)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("running-story", args=[self.language, self.pk])


class Chapter(models.Model):
    """A story's place in a running story. What an editor said of it stands, also a no."""

    class State(models.TextChoices):
        FOUND = "found", _("found")
        PLACED = "placed", _("placed by an editor")
        REMOVED = "removed", _("taken out by an editor")

    running = models.ForeignKey(RunningStory, on_delete=models.CASCADE, related_name="chapters")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.FOUND)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ChapterQuerySet.as_manager()

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [
            models.UniqueConstraint(fields=["running", "story"], name="khabar_chapter_once"),
            models.UniqueConstraint(
                fields=["story"],
                condition=~models.Q(state="removed"),
                name="khabar_chapter_in_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.running_id}: {self.story_id}"
