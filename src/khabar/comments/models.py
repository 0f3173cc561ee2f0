"""What readers say under a story, who said it as far as we know, and what was done about it."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.comments.placing import number_of, step_of
from khabar.comments.querysets import (
    ActionQuerySet,
    CommenterQuerySet,
    CommentQuerySet,
    WordRuleQuerySet,
)
from khabar.comments.weighing_words import fold_pattern
from khabar.stories.models import Story
from khabar.topics.models import Section

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


class Report(models.Model):
    """A reader's word that a comment shouldn't stand. `reporter` is a hash that turns each day."""

    class Reason(models.TextChoices):
        INSULT = "insult", _("It insults somebody")
        HATE = "hate", _("It incites hatred or violence")
        PRIVATE = "private", _("It gives away something private")
        FALSE = "false", _("It spreads something false")
        SPAM = "spam", _("It is advertising")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)
    reporter = models.CharField(max_length=32)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    # When a moderator has looked at the comment since: it doesn't count again.
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"], name="khabar_comment_reported_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class Vote(models.Model):
    """A reader agreed or not. `voter` is a hash that turns each day; the row goes a day later."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    voter = models.CharField(max_length=32)
    agrees = models.BooleanField()
    voted_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "voter"], name="khabar_comment_voted_once")
        ]

    def __str__(self) -> str:
        return "+" if self.agrees else "-"


class Subscription(models.Model):
    """Somebody wants to hear of replies; nothing is sent before the address is confirmed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="subscriptions")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=12)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # The number of the last reply that it was told of.
    told_of = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("subscription to replies")
        verbose_name_plural = _("subscriptions to replies")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "email"], name="khabar_comment_subscribed_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.comment_id)


class WordRule(models.Model):
    """A word that weighs against a comment, however it is disguised."""

    class State(models.TextChoices):
        TRIAL = "trial", _("on trial: counted, without effect")
        ACTIVE = "active", _("active")
        OFF = "off", _("off")

    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        help_text=_("Leave empty for comments in every language."),
    )
    pattern = models.CharField(
        _("word or words"),
        max_length=120,
        help_text=_("Plainly: marks, stretched letters and prefixes are seen through."),
    )
    folded = models.CharField(max_length=240, editable=False)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=5,
        help_text=_("From 1 to 10: 3 lets a comment wait, 8 sends it to spam."),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.TRIAL)
    hits = models.PositiveIntegerField(_("comments hit"), default=0, editable=False)
    note = models.CharField(_("note"), max_length=255, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = WordRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("word that weighs")
        verbose_name_plural = _("words that weigh")
        ordering = ("language", "pattern")
        constraints = [
            models.UniqueConstraint(fields=["language", "folded"], name="khabar_comment_word_once")
        ]

    def __str__(self) -> str:
        return self.pattern

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the form that is looked for, by which two that are alike are one."""
        self.folded = fold_pattern(self.pattern, self.language)[:240]
        super().save(*args, **kwargs)


class Policy(models.Model):
    """How comments are taken: by the site, a section or a story. What is empty is as above it.

    With neither section nor story it is the site's; there is one at most.
    """

    class Mode(models.TextChoices):
        OFF = "off", _("no comments at all")
        CLOSED = "closed", _("closed: what is there stays")
        BEFORE = "before", _("read before they are published")
        FIRST = "first", _("a person's first ones are read before, the others published at once")
        AFTER = "after", _("published at once, read after")

    section = models.OneToOneField(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comment_policy",
    )
    story = models.OneToOneField(
        Story,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comment_policy",
    )
    mode = models.CharField(_("mode"), max_length=8, choices=Mode, blank=True)
    first = models.PositiveSmallIntegerField(
        _("how many of a person are read before"), null=True, blank=True
    )
    closes_after = models.PositiveSmallIntegerField(
        _("closes after so many days"), null=True, blank=True
    )
    closes_at = models.TimeField(_("closed each day from"), null=True, blank=True)
    opens_at = models.TimeField(_("closed each day until"), null=True, blank=True)
    slow = models.PositiveSmallIntegerField(
        _("seconds between two comments of a person"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("how comments are taken")
        verbose_name_plural = _("how comments are taken")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section=None) | models.Q(story=None),
                name="khabar_comment_policy_scope",
            )
        ]

    def __str__(self) -> str:
        return self.scope

    @property
    def scope(self) -> str:
        """What it is for, by name."""
        return str(self.story or self.section or _("the site"))


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
