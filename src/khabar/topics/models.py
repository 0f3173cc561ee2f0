"""What stories are about: the sections of the paper, and topics with a name in each language.

A topic's names are the house spelling; its aliases are all other ways to write it. One that was
merged into another keeps its row, its names and its address, so that a merge can be undone.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from khabar.language.folding import fold
from khabar.naming.models import Described, NamedQuerySet
from khabar.topics.querysets import SuggestionQuerySet, TopicQuerySet

# A section's slug stands where a story's number or one of these words may stand too.
RESERVED_SLUGS = frozenset(
    {"archive", "by", "offline", "privacy", "search", "source", "topic", "topics"}
)


class Section(Described):
    """A part of the paper. It appears in every edition in whose language it has a name."""

    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Sections are listed from the lowest number on.")
    )

    objects = NamedQuerySet.as_manager()

    panels = [
        FieldPanel("names"),
        FieldPanel("slug"),
        FieldPanel("about"),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "slug")

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS or self.slug.isdigit():
            message = _("This word has another meaning in addresses. Choose another one.")
            raise ValidationError({"slug": message})

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the section's page in `language`."""
        return reverse("section", args=[language, self.slug])


class Topic(Described, index.Indexed, ClusterableModel):
    """A person, an organisation, a place, an event or a subject that stories are about.

    Its names are spelt as the house spells them.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("place")
        EVENT = "event", _("event")
        SUBJECT = "subject", _("subject")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.SUBJECT)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    needs_context = models.BooleanField(
        _("needs company"),
        default=False,
        help_text=_(
            "Its names mean other things, too: they count only beside a title such as “minister”, "
            "or where the full name stands in the same story."
        ),
    )
    takes_prefixes = models.BooleanField(
        _("takes prefixes though short"),
        default=False,
        help_text=_("Also find a name of four letters or fewer behind و ف ب ك ل ال."),
    )
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*$", _("Write it as Q and a number: Q159."))],
        help_text=_("Its number there, such as Q159."),
    )
    iptc = models.CharField(
        _("IPTC Media Topic"),
        max_length=24,
        blank=True,
        validators=[
            RegexValidator(
                r"^medtop:[0-9]{8}$", _("Write it as medtop: and eight digits: medtop:15000000.")
            )
        ],
        help_text=_("Its code there, such as medtop:15000000."),
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Write two capital letters: JO."))],
        help_text=_("For a country its code of two letters, such as JO."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("It stays on older stories and is given to no new one."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged",
    )
    # By which spellings the archive was last searched for it.
    matched_as = models.CharField(max_length=64, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    search_fields = [
        index.SearchField("every_name"),
        index.AutocompleteField("every_name"),
        index.FilterField("kind"),
        index.FilterField("retired"),
        index.FilterField("merged_into_id"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("slug",)
        indexes = [
            models.Index(fields=["iptc"], condition=~Q(iptc=""), name="khabar_topic_iptc"),
            models.Index(fields=["country"], condition=~Q(country=""), name="khabar_topic_country"),
        ]

    @cached_property
    def every_name(self) -> str:
        """All its names and aliases, for whoever searches."""
        return " ".join([*self.names.values(), *(alias.text for alias in self.aliases.all())])

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the topic's page in `language`."""
        return reverse("topic", args=[language, self.slug])


class TopicAlias(Orderable):
    """Another way to write a topic's name in one language."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="aliases")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    text = models.CharField(_("spelling"), max_length=160)
    folded = models.CharField(max_length=191, editable=False, db_index=True)
    avoided = models.BooleanField(
        _("do not use"),
        default=False,
        help_text=_("It is found, but whoever writes it is told the house spelling."),
    )
    needs_context = models.BooleanField(_("needs company"), default=False)
    takes_prefixes = models.BooleanField(_("takes prefixes though short"), default=False)

    panels = [
        FieldPanel("language"),
        FieldPanel("text"),
        FieldPanel("avoided"),
        FieldPanel("needs_context"),
        FieldPanel("takes_prefixes"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language", "folded"], name="khabar_topic_alias_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it with the form in which it is looked for."""
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class FormerSlug(models.Model):
    """A slug that a topic had: its old address leads to the new one."""

    slug = models.SlugField(_("slug"), unique=True)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class WordCount(models.Model):
    """In how many stories of a sample of the archive a folded word stands."""

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=64)
    stories = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="khabar_word_count_once")
        ]

    def __str__(self) -> str:
        return self.word


class Suggestion(models.Model):
    """A name that stories use and no topic has, offered to an editor."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", _("another spelling")
        NAME = "name", _("a new name")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    text = models.CharField(_("spelling"), max_length=160)
    folded = models.CharField(max_length=191)
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="suggestions",
    )
    stories = models.PositiveIntegerField(_("stories"), default=0)
    shared = models.JSONField(_("words in common"), default=list)
    examples = models.JSONField(_("examples"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(_("first seen"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ("-stories", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded", "topic"],
                condition=Q(topic__isnull=False),
                name="khabar_suggested_spelling_once",
            ),
            models.UniqueConstraint(
                fields=["language", "folded"],
                condition=Q(topic__isnull=True),
                name="khabar_suggested_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text
