"""What readers do with the comments of others: report them, vote, wait for replies."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.comments.models.comments import Comment


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
