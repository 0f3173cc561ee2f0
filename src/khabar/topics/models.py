"""What stories are about: the sections of the paper, and topics with a name in each language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from khabar.naming.models import Described, NamedQuerySet

# A section's slug stands where a story's number or one of these words may stand too.
RESERVED_SLUGS = frozenset({"archive", "by", "offline", "search", "source", "topic"})


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


class Topic(Described, index.Indexed):
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

    objects = NamedQuerySet.as_manager()

    panels = [FieldPanel("names"), FieldPanel("kind"), FieldPanel("slug"), FieldPanel("about")]
    search_fields = [
        index.SearchField("every_name"),
        index.AutocompleteField("every_name"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("slug",)

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the topic's page in `language`."""
        return reverse("topic", args=[language, self.slug])
