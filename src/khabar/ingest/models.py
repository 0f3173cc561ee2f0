"""Where a story came from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khabar.stories.models import Story


class SourceRecord(models.Model):
    """The page that a story was made from, and what of it was left out."""

    story = models.OneToOneField(
        Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="source_record"
    )
    location = models.CharField(_("location"), max_length=1000)
    format = models.CharField(_("format"), max_length=40)
    encoding = models.CharField(_("encoding"), max_length=40)
    sha256 = models.CharField(_("SHA-256 of the raw bytes"), max_length=64, db_index=True)
    left_out = models.JSONField(_("left out"), default=list)
    first_read_at = models.DateTimeField(_("first read"), auto_now_add=True)
    last_read_at = models.DateTimeField(_("last read"), auto_now=True)

    class Meta:
        verbose_name = _("source record")
        verbose_name_plural = _("source records")

    def __str__(self) -> str:
        return self.location
