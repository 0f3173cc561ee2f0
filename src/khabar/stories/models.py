"""The story: a numbered row with drafts, revisions, workflow, locks and translations.

It is a Wagtail snippet and not a page, so that a million of them list and publish as quickly as a
thousand, and so that its address is its number alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from khabar.contributors.models import Contributor, Source
from khabar.language.direction import direction_of
from khabar.publishing.following import PublishedWhole
from khabar.stories.blocks import BodyBlock
from khabar.stories.numbering import LARGEST_NUMBER, move_sequence_above, take_number
from khabar.stories.querysets import StoryMentionQuerySet, StoryQuerySet
from khabar.topics.models import Section, Topic

# A story published twice within this time was not updated, only put right.
UPDATE_COUNTS_AFTER = timedelta(minutes=2)


class NumberSequence(models.Model):
    """The last number that was taken. There is one row; `numbering` reads and moves it."""

    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class Story(
    PublishedWhole,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One story in one language. Its translations share its `translation_key`."""

    number = models.PositiveBigIntegerField(
        _("number"),
        unique=True,
        editable=False,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)],
    )
    section = models.ForeignKey(
        Section, verbose_name=_("section"), on_delete=models.PROTECT, related_name="+"
    )
    kicker = models.CharField(
        _("kicker"),
        max_length=255,
        blank=True,
        help_text=_("The short line above the headline: what the headline doesn't say."),
    )
    headline = models.CharField(_("headline"), max_length=255)
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences: the news itself.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    lead_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_caption = models.CharField(_("caption"), max_length=500, blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=120, blank=True, help_text=_("Where it was reported from.")
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The agency, if it came from one."),
    )
    comments_open = models.BooleanField(_("comments are open"), default=True)
    breaking_until = models.DateTimeField(
        _("breaking until"),
        null=True,
        blank=True,
        help_text=_("Until then the story is marked as breaking wherever it is shown."),
    )
    adverts_allowed = models.BooleanField(
        _("adverts are allowed"),
        default=True,
        help_text=_("Switch off for stories of mourning and disaster."),
    )

    objects = StoryQuerySet.as_manager()

    # A translation is another story: it has its own number, history and publication.
    exclude_fields_in_copy = [
        "number",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "breaking_until",
        "locked",
        "locked_at",
        "locked_by",
    ]
    search_fields = [
        index.SearchField("headline", boost=3),
        index.SearchField("kicker"),
        index.SearchField("lead"),
        index.AutocompleteField("headline"),
        index.FilterField("live"),
        index.FilterField("locale"),
        index.FilterField("section"),
        index.FilterField("first_published_at"),
        index.FilterField("number"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            # What readers' lists walk, newest first; partial, as SQLite can't use `live` within.
            models.Index(
                fields=["locale", "-first_published_at", "-number"],
                condition=models.Q(live=True),
                name="khabar_story_edition",
            ),
            models.Index(
                fields=["section", "locale", "-first_published_at", "-number"],
                condition=models.Q(live=True),
                name="khabar_story_section",
            ),
            # Most stories come from no agency.
            models.Index(
                fields=["source", "locale", "-first_published_at", "-number"],
                condition=models.Q(live=True, source__isnull=False),
                name="khabar_story_source",
            ),
            # The scheduler asks for it every few seconds, of an archive of any size.
            models.Index(
                fields=["expire_at"],
                condition=models.Q(expire_at__isnull=False),
                name="khabar_story_expiry",
            ),
            models.Index(
                fields=["breaking_until"],
                condition=models.Q(breaking_until__isnull=False),
                name="khabar_story_breaking",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.locale.language_code

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from its language."""
        return direction_of(self.language)

    @property
    def updated_at(self) -> datetime | None:
        """When it was last published anew, if that differs from its first publication."""
        first, last = self.first_published_at, self.last_published_at
        return last if first and last and last - first > UPDATE_COUNTS_AFTER else None

    @property
    def is_breaking(self) -> bool:
        """Whether it is marked as breaking now."""
        return self.breaking_until is not None and self.breaking_until > timezone.now()

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics that readers see: an editor's in their order, then those found in its text."""
        chosen = [link.topic.merged_into or link.topic for link in self.story_topics.all()]
        found = [mention.topic for mention in self.shown_mentions if not mention.is_chosen]
        return list(dict.fromkeys([*chosen, *found]))

    @cached_property
    def shown_mentions(self) -> list[StoryMention]:
        """What readers see of its topics, what it is about first; none before its publication."""
        return list(self.mentions.shown()) if self.pk else []

    def get_absolute_url(self) -> str:
        """Return the permanent address: language and number."""
        return reverse("story", args=[self.language, self.number])

    def get_full_url(self) -> str:
        """Return the permanent address with the site's."""
        return f"{settings.URL}{self.get_absolute_url()}"

    full_url = property(get_full_url)

    @cached_property
    def published_translations(self) -> list[Story]:
        """The same story in other languages, where readers may see it."""
        others = Story.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        return list(others.published().select_related("locale").defer("body"))

    def copy_for_translation(self, locale: Any, exclude_fields: Any = None) -> Story:
        """Return an unsaved draft of the same story for `locale`, to be translated."""
        draft: Story = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        draft.live = False
        return draft

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """Return the story as a revision has it; its number is never a revision's to change."""
        story: Story = super().with_content_json(content)
        story.number = self.number
        return story

    def clean(self) -> None:
        super().clean()
        if not self.headline.strip():
            raise ValidationError({"headline": _("A story needs a headline.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, taking a number at the first time.

        Raises `ValueError` where the number of a stored story was changed: it is its address.
        """
        if self._state.adding:
            self._settle_number()
        elif Story.objects.filter(pk=self.pk).exclude(number=self.number).exists():
            raise ValueError(f"The number of story {self.pk} can't be changed.")
        super().save(*args, **kwargs)

    def _settle_number(self) -> None:
        if self.number is None:
            self.number = take_number()
        else:
            move_sequence_above(self.number)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the page that readers will see, in the story's own language."""
        with translation.override(self.language):
            response = super().serve_preview(request, mode_name)
            return response.render()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return settings.STORY_TEMPLATE

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"story": self, "language": self.language, "request": request, "preview": True}


class StoryCreditManager(models.Manager["StoryCredit"]):
    """Credits come with who is credited: nobody needs the one without the other."""

    def get_queryset(self) -> models.QuerySet[StoryCredit]:
        return super().get_queryset().select_related("contributor")


class StoryTopicManager(models.Manager["StoryTopic"]):
    """A story's topics come with their names."""

    def get_queryset(self) -> models.QuerySet[StoryTopic]:
        return super().get_queryset().select_related("topic__merged_into")


class StoryCredit(Orderable):
    """One contributor's part in a story."""

    class Role(models.TextChoices):
        REPORTER = "reporter", _("reporter")
        COLUMNIST = "columnist", _("columnist")
        PHOTOGRAPHER = "photographer", _("photographer")
        TRANSLATOR = "translator", _("translator")
        EDITOR = "editor", _("editor")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="credits")
    contributor = models.ForeignKey(
        Contributor, verbose_name=_("contributor"), on_delete=models.CASCADE, related_name="credits"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.REPORTER)

    objects = StoryCreditManager()

    class Meta(Orderable.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")


class StoryTopic(Orderable):
    """One topic of a story."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="story_topics")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="story_topics"
    )

    objects = StoryTopicManager()

    class Meta(Orderable.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["story", "topic"], name="khabar_story_topic_once")
        ]


class StoryMention(models.Model):
    """A topic that a published story names, or that an editor gave it: what readers are shown.

    Made after each publication from the story's own topics and from what is found in its text. An
    editor's yes or no is kept, whatever is found later.
    """

    class State(models.TextChoices):
        CHOSEN = "chosen", _("given by an editor")
        FOUND = "found", _("found in the text")
        CONFIRMED = "confirmed", _("confirmed by an editor")
        REFUSED = "refused", _("refused by an editor")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="mentions")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="mentions")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.FOUND)
    shown = models.BooleanField(_("shown to readers"), default=False)
    main = models.BooleanField(_("what the story is about"), default=False)
    place = models.PositiveSmallIntegerField(default=0)
    times = models.PositiveIntegerField(_("times"), default=0)
    reason = models.CharField(_("reason"), max_length=16, blank=True)
    # [field, begin, end, why], the first of them; code points of the field's plain text.
    places = models.JSONField(default=list)
    # The folded words beside its name, by which new spellings of it are known.
    beside = models.JSONField(default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = StoryMentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ("story", "place")
        constraints = [
            models.UniqueConstraint(fields=["story", "topic"], name="khabar_story_mention_once")
        ]
        indexes = [
            models.Index(
                fields=["topic", "story"],
                condition=models.Q(shown=True),
                name="khabar_story_mention_shown",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.topic_id}"

    @property
    def is_chosen(self) -> bool:
        """Whether an editor gave the story this topic."""
        return self.state == self.State.CHOSEN


class MatchedStory(models.Model):
    """When a story's text was last searched for topics."""

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, primary_key=True, related_name="matched"
    )
    matched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.story_id)


class NameSighting(models.Model):
    """A name that a published story uses and no topic has, or one close to a topic's."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=160)
    folded = models.CharField(max_length=191)
    beside = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["language", "folded"], name="khabar_name_sighted")]

    def __str__(self) -> str:
        return self.text


class RelatedChoice(Orderable):
    """An editor's word on a story's related news: show this one first, or never show it."""

    class Kind(models.TextChoices):
        PINNED = "pinned", _("show first")
        BLOCKED = "blocked", _("never show")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="related_choices")
    other = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("choice"), max_length=8, choices=Kind, default=Kind.PINNED)

    class Meta(Orderable.Meta):
        verbose_name = _("related news")
        verbose_name_plural = _("related news")
        constraints = [
            models.UniqueConstraint(fields=["story", "other"], name="khabar_story_related_once")
        ]


class RemovedStory(models.Model):
    """A story that readers could see and that was deleted on purpose: its address says so."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    language = models.CharField(_("language"), max_length=12)
    removed_at = models.DateTimeField(_("removed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("removed story")
        verbose_name_plural = _("removed stories")

    def __str__(self) -> str:
        return str(self.number)
