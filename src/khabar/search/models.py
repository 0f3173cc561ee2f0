"""The text that a search looks through: each published story's words, folded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khabar.stories.models import Story


class IndexedStory(models.Model):
    """A published story's headline, kicker, lead and body, as `language.fold` writes them."""

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, primary_key=True, related_name="indexed"
    )
    headline = models.TextField()
    text = models.TextField()

    class Meta:
        verbose_name = _("indexed story")
        verbose_name_plural = _("indexed stories")

    def __str__(self) -> str:
        return str(self.pk)
