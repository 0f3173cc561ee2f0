"""What readers say under a story."""

from __future__ import annotations

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
        return f"{self.name}: {self.text[:60]}"
