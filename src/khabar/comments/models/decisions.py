"""What was done about comments, what readers say of that, and what it taught."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.comments.models.comments import Comment, Commenter
from khabar.comments.querysets import ActionQuerySet


class Action(models.Model):
    """What somebody, or a guard, did. Written once; never changed, and it holds no reader's words.

    `actor` is empty for what the house's own rules did. `before` holds the values that `undoing`
    puts back, by the names of their fields.
    """

    class Deed(models.TextChoices):
        APPROVE = "approve", _("approved")
        REJECT = "reject", _("rejected")
        SPAM = "spam", _("marked as spam")
        WITHHOLD = "withhold", _("withheld")
        PUT_BACK = "put_back", _("put back into the queue")
        KEEP = "keep", _("kept in spite of reports")
        EDIT = "edit", _("edited")
        PIN = "pin", _("pinned")
        UNPIN = "unpin", _("unpinned")
        REPLY = "reply", _("answered as the newsroom")
        BAN = "ban", _("banned")
        UNBAN = "unban", _("unbanned")
        TRUST = "trust", _("trusted")
        DISTRUST = "distrust", _("trusted no more")
        UNDO = "undo", _("undone")
        ERASE = "erase", _("erased at the writer's wish")
        APPEAL = "appeal", _("decided on an appeal")

    deed = models.CharField(_("deed"), max_length=8, choices=Deed)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    commenter = models.ForeignKey(
        Commenter, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    before: Any = models.JSONField(default=dict)
    after: Any = models.JSONField(default=dict)
    note = models.CharField(_("note"), max_length=255, blank=True)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="undone_by"
    )
    done_at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-done_at", "-pk")
        indexes = [models.Index(fields=["actor", "-done_at"], name="khabar_comment_actor")]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.comment_id or self.commenter_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it down. Raises `TypeError` for one that is written already."""
        if not self._state.adding:
            raise TypeError("What was done stays written as it was.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise `TypeError`: the log only grows."""
        raise TypeError("What was done stays written.")


class Appeal(models.Model):
    """A reader asks, by the receipt, that a decision be looked at again; once for a comment."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        UPHELD = "upheld", _("the decision stands")
        GRANTED = "granted", _("the decision was changed")

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("what the reader says"))
    appealed_at = models.DateTimeField(_("appealed"), default=timezone.now)
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome, default=Outcome.OPEN, db_index=True
    )
    answer = models.TextField(_("answer, for the receipt"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return self.text[:60]


class Learning(models.Model):
    """What the newsroom's own decisions taught: how often a word stood in what was kept or not."""

    language = models.CharField(max_length=12, unique=True)
    words: Any = models.JSONField(default=dict)
    kept = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    learnt_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.language
