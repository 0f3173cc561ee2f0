"""Pictures, with what a reader must be told about them: who made them and what they show."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    """A picture. `description` (Wagtail's) is its alternative text where a story gives none."""

    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("The photographer or the agency.")
    )
    rights = models.CharField(
        _("rights"),
        max_length=255,
        blank=True,
        help_text=_("What it may be used for. Readers don't see this."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "rights")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture cut and scaled for one place."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
