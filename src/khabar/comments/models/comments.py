"""What readers say under a story, and who said it as far as we know."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.comments.placing import number_of, step_of
from khabar.comments.querysets import CommenterQuerySet, CommentQuerySet
from khabar.stories.models import Story

DEEPEST = 2


class Commenter(models.Model):
    """A person, as far as an e-mail address tells one: known by its keyed hash alone."""

    email_hash = models.CharField(_("keyed hash of the address"), max_length=64, unique=True)
    approved = models.PositiveIntegerField(_("approved comments"), default=0)
    rejected = models.PositiveIntegerField(_("rejected comments"), default=0)
    trusted_at = models.DateTimeField(_("trusted since"), null=True, blank=True)
    banned_until = models.DateTimeField(_("banned until"), null=True, blank=True)
    verified_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")

    def __str__(self) -> str:
        return self.email_hash[:10]

    @property
    def is_banned(self) -> bool:
        """Whether comments of this person go to no reader for now."""
        return self.banned_until is not None and self.banned_until > timezone.now()


class Comment(models.Model):
    """One comment: plain text, seen by readers once it is approved."""

    class Status(models.TextChoices):
        """Where a comment stands. `deciding.ALLOWED` says what may follow what."""

        RECEIVED = "received", _("received")
        PENDING = "pending", _("waiting")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")
        WITHHELD = "withheld", _("withheld")

    class Refusal(models.TextChoices):
        """Why a comment was rejected without anybody reading it; its receipt says so."""

        CLOSED = "closed", _("comments were closed")
        BANNED = "banned", _("the person is banned")

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    # What the receipt shows. It comes from the key, so that it is known before the row is.
    number = models.PositiveBigIntegerField(_("number"), db_index=True, editable=False, default=0)
    story = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("in reply to"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="replies",
    )
    # One step for each level; ordered by it a thread stands as it is read, replies under what
    # they answer.
    path = models.CharField(max_length=60, editable=False, default="")
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    name = models.CharField(_("name"), max_length=255)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Never shown to readers."))
    commenter = models.ForeignKey(
        Commenter,
        verbose_name=_("commenter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    text = models.TextField(_("comment"))
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.PENDING, db_index=True
    )
    refusal = models.CharField(_("refused, as"), max_length=8, choices=Refusal, blank=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written at the desk by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The account may go; that the house said it stays.
    is_staff = models.BooleanField(_("by the newsroom"), default=False, editable=False)
    pinned_at = models.DateTimeField(_("pinned"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited by a moderator"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    agreed = models.PositiveIntegerField(_("agree"), default=0)
    disagreed = models.PositiveIntegerField(_("disagree"), default=0)
    reported = models.PositiveIntegerField(_("reports"), default=0)
    # What the guards found: their sum, and a list of {"guard", "score", "found"}.
    score = models.FloatField(_("score"), default=0)
    reasons: Any = models.JSONField(_("why it waits"), default=list, blank=True)
    # What the guards look at that isn't a column; gone with the network after 30 days.
    evidence: Any = models.JSONField(default=dict, blank=True, editable=False)
    network = models.CharField(_("network"), max_length=45, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["story", "status", "path"], name="khabar_comment_thread"),
            models.Index(fields=["status", "received_at"], name="khabar_comment_queue"),
            models.Index(fields=["received_at"], name="khabar_comment_received"),
            models.Index(
                fields=["story"],
                condition=models.Q(pinned_at__isnull=False),
                name="khabar_comment_pinned",
            ),
            models.Index(
                fields=["received_at"],
                condition=~models.Q(network=""),
                name="khabar_comment_networks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.beginning}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, giving it its number and its place in the thread at the first time."""
        if not self.path:
            self.take_place()
        super().save(*args, **kwargs)

    def take_place(self) -> None:
        """Set what follows from the key, the parent and the moment: number, depth, path."""
        self.number = number_of(self.key)
        while self.parent and self.parent.depth >= DEEPEST:
            self.parent = self.parent.parent
        self.depth = self.parent.depth + 1 if self.parent else 0
        start = self.parent.path if self.parent else ""
        self.path = start + step_of(self.received_at, self.key)

    @property
    def beginning(self) -> str:
        """The first 60 characters of the text on one line."""
        line = " ".join(self.text[:200].split())
        return line if len(line) <= 60 else f"{line[:59]}…"

    @property
    def paragraphs(self) -> list[str]:
        """The text's paragraphs: each may run its own way, right to left or left to right."""
        return [part for part in re.split(r"\n\s*\n", self.text.strip()) if part]

    @property
    def is_shown(self) -> bool:
        """Whether readers see its words."""
        return self.status == self.Status.APPROVED and self.erased_at is None

    def get_absolute_url(self) -> str:
        """Return the address of the story's page, where an approved comment stands."""
        return f"{self.story.get_absolute_url()}#comment-{self.pk}"


class CommentRevision(models.Model):
    """What a comment said before a moderator edited it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField(_("comment"))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(_("edited"), default=timezone.now)

    class Meta:
        verbose_name = _("former text of a comment")
        verbose_name_plural = _("former texts of comments")

    def __str__(self) -> str:
        return self.text[:60]
