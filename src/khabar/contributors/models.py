"""Bylines: who is credited, under one name in each language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from khabar.naming.models import Named, NamesField


class Contributor(Named, index.Indexed):
    """Somebody who is credited on stories. A contributor need not have an account."""

    about: Any = NamesField(_("about"), long=True, blank=True)
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("names"),
        FieldPanel("slug"),
        FieldPanel("about"),
        FieldPanel("portrait"),
    ]
    search_fields = [index.SearchField("every_name"), index.AutocompleteField("every_name")]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ("slug",)

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the contributor's page in `language`."""
        return reverse("contributor", args=[language, self.slug])
