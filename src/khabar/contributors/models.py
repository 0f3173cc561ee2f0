"""Bylines: who is credited, under one name in each language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

from khabar.language.naming import Named


class Contributor(Named, index.Indexed, ClusterableModel):
    """Somebody who is credited on stories. A contributor need not have an account."""

    slug = models.SlugField(
        _("slug"), unique=True, help_text=_("Stands in the address of the contributor's page.")
    )
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        InlinePanel("names", label=_("Name"), min_num=1),
        FieldPanel("slug"),
        FieldPanel("portrait"),
    ]
    search_fields = [index.RelatedFields("names", [index.SearchField("name")])]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ("slug",)

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the contributor's page in `language`."""
        return reverse("contributor", args=[language, self.slug])


class ContributorName(models.Model):
    """What a contributor is called in one language, and what is said of them there."""

    contributor = ParentalKey(Contributor, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=255)
    about = models.TextField(_("about"), blank=True)

    class Meta:
        verbose_name = _("name")
        constraints = [
            models.UniqueConstraint(
                fields=["contributor", "language"], name="khabar_contributor_one_name_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name
