"""What stories are about: the sections of the paper, and topics with a name in each language."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from khabar.language.naming import Named
from khabar.topics.querysets import SectionQuerySet

# A section's slug stands where a story's number, "topic" or "search" may stand too.
RESERVED_SLUGS = ("archive", "by", "search", "topic")
not_reserved = RegexValidator(
    rf"^(?!(?:{'|'.join(RESERVED_SLUGS)})$)(?!\d+$)",
    _("This word has another meaning in addresses. Choose another one."),
)


class Section(Named, ClusterableModel):
    """A part of the paper. It appears in every edition in whose language it has a name."""

    slug = models.SlugField(_("slug"), unique=True, validators=[not_reserved])
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Sections are listed from the lowest number on.")
    )

    objects = SectionQuerySet.as_manager()

    panels = [
        InlinePanel("names", label=_("Name"), min_num=1),
        FieldPanel("slug"),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "slug")

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the section's page in `language`."""
        return reverse("section", args=[language, self.slug])


class SectionName(models.Model):
    """What a section is called in one language."""

    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=80)
    about = models.CharField(_("about"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("name")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "language"], name="khabar_section_one_name_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Topic(Named, index.Indexed, ClusterableModel):
    """A person, an organisation, a place, an event or a subject that stories are about."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("place")
        EVENT = "event", _("event")
        SUBJECT = "subject", _("subject")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.SUBJECT)
    slug = models.SlugField(
        _("slug"), unique=True, help_text=_("Stands in the address of the topic's page.")
    )

    panels = [
        InlinePanel("names", label=_("Name"), min_num=1),
        FieldPanel("kind"),
        FieldPanel("slug"),
    ]
    search_fields = [index.RelatedFields("names", [index.SearchField("name")])]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("slug",)

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the topic's page in `language`."""
        return reverse("topic", args=[language, self.slug])


class TopicName(models.Model):
    """A topic's name in one language, spelt as the house spells it."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=255)
    about = models.TextField(_("about"), blank=True)

    class Meta:
        verbose_name = _("name")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language"], name="khabar_topic_one_name_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name
