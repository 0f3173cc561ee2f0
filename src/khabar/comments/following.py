"""Telling those who asked for it, and confirmed their address, of answers to their comments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from khabar.comments.identifying import email_hash
from khabar.comments.models import Comment, Commenter, Subscription
from khabar.language.direction import isolate

SALT: Final = "khabar.comments.follow"
# A link in a mail that isn't used within a week was for nobody.
VALID: Final = 7 * 24 * 60 * 60
ONE_A_DAY: Final = timedelta(days=1)


def token_of(subscription: Subscription) -> str:
    """Return what stands in the links of a subscription's mails."""
    return signing.dumps(subscription.pk, salt=SALT)


def read_token(token: str, *, max_age: int | None = None) -> Subscription | None:
    """Return the subscription that a link names, where it still exists. Raises `BadSignature`."""
    pk = signing.loads(token, salt=SALT, max_age=max_age)
    return Subscription.objects.filter(pk=pk).select_related("comment").first()


def ask_to_confirm(subscription: Subscription) -> bool:
    """Write to the address once a day at most: whoever typed it may be somebody else."""
    lately = Subscription.objects.filter(
        email__iexact=subscription.email,
        asked_at__gt=subscription.asked_at - ONE_A_DAY,
        pk__lt=subscription.pk,
        ended_at=None,
    )
    if subscription.confirmed_at or lately.exists():
        return False
    with translation.override(subscription.language):
        words = _(
            "Somebody wrote a comment on our site with this address and asked to be told of"
            " replies. If that was you, open this page and confirm it:\n\n%(address)s\n\n"
            "If it wasn't, do nothing: we won't write again."
        )
        address = _address("follow", subscription)
        _mail(subscription, _("Confirm that you want to hear of replies"), words, address)
    return True


def confirm(subscription: Subscription) -> None:
    """Begin to tell this person of replies to what was asked for; the address is confirmed."""
    now = timezone.now()
    same = Subscription.objects.filter(email__iexact=subscription.email)
    same.filter(confirmed_at=None, ended_at=None).update(confirmed_at=now)
    known = Commenter.objects.filter(email_hash=email_hash(subscription.email))
    known.filter(verified_at=None).update(verified_at=now)


def end(subscription: Subscription) -> None:
    """Write no more to this address."""
    same = Subscription.objects.filter(email__iexact=subscription.email, ended_at=None)
    same.update(ended_at=timezone.now())


def tell_of_reply(comment: Comment) -> int:
    """Write to whoever wants to hear of an answer; return to how many. Nobody is told twice."""
    if not comment.is_shown:
        return 0
    told = 0
    for subscription in _waiting_for(comment):
        _tell(subscription, comment)
        Subscription.objects.filter(pk=subscription.pk).update(told_of=comment.pk)
        told += 1
    return told


def _waiting_for(comment: Comment) -> Iterable[Subscription]:
    above, one = [], comment.parent
    while one:
        above.append(one.pk)
        one = one.parent
    asked = Subscription.objects.filter(
        comment__in=above, confirmed_at__isnull=False, ended_at=None, told_of__lt=comment.pk
    ).exclude(email__iexact=comment.email or "-")
    each = {subscription.email.lower(): subscription for subscription in asked.order_by("-pk")}
    return each.values()


def _tell(subscription: Subscription, comment: Comment) -> None:
    with translation.override(subscription.language):
        words = _("%(name)s answered:\n\n%(text)s\n\nRead it on the site:\n%(address)s")
        said = {"name": isolate(comment.name), "text": comment.text}
        address = f"{settings.URL}{comment.get_absolute_url()}"
        _mail(subscription, _("A reply to your comment"), words, address, **said)


def _mail(subscription: Subscription, subject: str, words: str, address: str, **said: Any) -> None:
    out = _address("unfollow", subscription)
    last = _("To hear no more of replies:\n%(out)s") % {"out": out}
    body = f"{words % {'address': address, **said}}\n\n-- \n{last}"
    headers = {
        "List-Unsubscribe": f"<{out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    EmailMessage(subject, body, to=[subscription.email], headers=headers).send()


def _address(name: str, subscription: Subscription) -> str:
    words = [subscription.language, token_of(subscription)]
    return f"{settings.URL}{reverse(f'comments-{name}', args=words)}"
