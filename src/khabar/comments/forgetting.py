"""Forgetting in time what is only needed for a while."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from khabar.comments.models import Comment, Subscription, Vote
from khabar.comments.querysets import CommentQuerySet

AT_A_TIME = 500


def forget() -> int:
    """Take away networks, addresses, spam and votes that are old enough; return how many."""
    return forget_networks() + forget_emails() + forget_spam() + forget_votes()


def forget_networks() -> int:
    """Forget where comments came from, and how they were sent, after 30 days."""
    old = _older_than(settings.COMMENTS_NETWORK_DAYS).exclude(network="", evidence={})
    return old.update(network="", evidence={})


def forget_emails() -> int:
    """Forget addresses, and whom to tell of replies with them. Who wrote is still known again, by
    the keyed hash."""
    if not settings.COMMENTS_EMAIL_DAYS:
        return 0
    old = _older_than(settings.COMMENTS_EMAIL_DAYS)
    told = Subscription.objects.filter(comment__in=old).delete()[0]
    return told + old.exclude(email="").update(email="")


def forget_spam() -> int:
    """Delete what was taken for spam and nobody rescued; what was answered only loses its words."""
    old = _older_than(settings.COMMENTS_SPAM_DAYS).filter(status=Comment.Status.SPAM)
    answered = old.filter(replies__isnull=False, erased_at=None)
    emptied = answered.update(name="", email="", text="", erased_at=timezone.now())
    gone = 0
    while pks := list(old.filter(replies=None).values_list("pk", flat=True)[:AT_A_TIME]):
        Comment.objects.filter(pk__in=pks).delete()
        gone += len(pks)
    return emptied + gone


def forget_votes() -> int:
    """Forget who voted: the hashes have turned. What was counted stays counted."""
    yesterday = timezone.now() - timedelta(days=2)
    never = Subscription.objects.filter(confirmed_at=None, asked_at__lt=yesterday)
    return Vote.objects.filter(voted_at__lt=yesterday).delete()[0] + never.delete()[0]


def _older_than(days: int) -> CommentQuerySet:
    return Comment.objects.filter(received_at__lt=timezone.now() - timedelta(days=days))
