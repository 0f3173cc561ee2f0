"""What readers say under a story."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from khabar.comments.querysets import CommentQuerySet
from khabar.stories.models import Story


class Comment(models.Model):
    """One reader's comment: plain text, seen by readers once a moderator has approved it."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")

    story = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="comments"
    )
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"), help_text=_("Never shown to readers."))
    text = models.TextField(_("comment"))
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.PENDING, db_index=True
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["story", "status", "received_at"], name="khabar_comment_thread")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.beginning}"

    @property
    def beginning(self) -> str:
        """The first 60 characters of the text on one line."""
        line = " ".join(self.text[:200].split())
        return line if len(line) <= 60 else f"{line[:59]}…"

    @property
    def paragraphs(self) -> list[str]:
        """The text's paragraphs: each may run its own way, right to left or left to right."""
        return [part for part in re.split(r"\n\s*\n", self.text.strip()) if part]

    def get_absolute_url(self) -> str:
        """Return the address of the story's page, where an approved comment stands."""
        return f"{self.story.get_absolute_url()}#comment-{self.pk}"
