"""Who is credited, under one name in each language: people, and the agencies stories come from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from khabar.contributors.querysets import SourceQuerySet
from khabar.contributors.spelling import as_lines
from khabar.naming.models import Described

LONGEST_NAME = 120


class Contributor(Described, index.Indexed):
    """Somebody who is credited on stories. A contributor need not have an account."""

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


class Source(Described, index.Indexed):
    """Where stories come from that the newsroom didn't write: an agency, another paper."""

    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One a line. A story that comes in under one of them is this source's."),
    )
    link = models.URLField(
        _("website"), blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    spellings = models.TextField(editable=False, default="")

    objects = SourceQuerySet.as_manager()

    panels = [
        FieldPanel("names"),
        FieldPanel("other_names"),
        FieldPanel("slug"),
        FieldPanel("link", widget=forms.URLInput(attrs={"dir": "ltr"})),
        FieldPanel("about"),
    ]
    search_fields = [index.SearchField("every_name"), index.AutocompleteField("every_name")]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("slug",)

    @property
    def called(self) -> list[str]:
        """Everything that it is called."""
        return [*self.names.values(), *filter(str.strip, self.other_names.splitlines())]

    def clean(self) -> None:
        super().clean()
        others = Source.objects.called(*self.called).exclude(pk=self.pk)
        if other := others.first():
            message = _("This is what the source «%(other)s» is called. Choose that one instead.")
            raise ValidationError({"names": ValidationError(message, params={"other": str(other)})})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spellings = as_lines(self.called)
        super().save(*args, **kwargs)

    def get_absolute_url(self, language: str) -> str:
        """Return the address of the source's page in `language`."""
        return reverse("source", args=[language, self.slug])
