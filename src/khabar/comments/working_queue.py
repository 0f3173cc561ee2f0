"""The buttons of the moderators' queue: each does one thing with one comment, and goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from khabar.accounts.models import User
from khabar.comments import banning, deciding, editing
from khabar.comments.appealing import answer_appeal
from khabar.comments.models import Action, Comment, Commenter
from khabar.comments.queueing import Filter, following
from khabar.comments.replying import reply
from khabar.comments.showing_queue import BANNED_FOR, PAGE, is_number, may_moderate, show
from khabar.comments.undoing import undo

DECISIONS: Final[dict[str, Callable[..., Action | None]]] = {
    "approve": deciding.approve,
    "reject": deciding.reject,
    "spam": deciding.mark_spam,
    "withhold": deciding.withhold,
    "put_back": deciding.put_back,
    "keep": deciding.keep,
}
PINNING: Final = {"pin": editing.pin, "unpin": editing.unpin}
STANDING: Final = {
    "unban": banning.unban,
    "trust": banning.trust,
    "distrust": banning.distrust,
}
APPEALS: Final = {"grant": True, "uphold": False}
DEEDS: Final = frozenset({*DECISIONS, *PINNING, *STANDING, "edit", "reply", "ban", *APPEALS})


class DecidedMeanwhile(Exception):
    """Raised where somebody else did something with the comment since it was opened."""


@require_POST
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a button says with one comment, and go on with the next."""
    may_moderate(request)
    comment = get_object_or_404(Comment.objects.select_related("story", "commenter"), pk=pk)
    chosen, deed = Filter.read(request.GET), request.POST.get("deed", "")
    if deed not in DEEDS:
        raise BadRequest("The queue knows no such deed.")
    try:
        _do(request, comment, deed)
    except DecidedMeanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
        return _show_again(request, chosen, pk, 409)
    except deciding.NotAllowed:
        messages.error(request, _("This comment can't be changed any more."))
        return redirect(f"{reverse(PAGE)}?{chosen.query()}")
    except ValueError:
        messages.error(request, _("Fill in what is empty; nothing was changed."))
        return _show_again(request, chosen, pk, 422)
    return redirect(f"{reverse(PAGE)}?{_where_next(chosen, comment, deed)}")


def _show_again(request: HttpRequest, chosen: Filter, pk: int, status: int) -> HttpResponse:
    """Show the comment as it stands now; what the moderator typed is kept."""
    return show(request, chosen, get_object_or_404(Comment, pk=pk), status)


def _where_next(chosen: Filter, comment: Comment, deed: str) -> str:
    if deed not in {*DECISIONS, *APPEALS}:
        return chosen.query(at=comment.pk)
    after = following(chosen, comment)
    return chosen.query(at=after.pk) if after else chosen.query()


@transaction.atomic
def _do(request: HttpRequest, comment: Comment, deed: str) -> None:
    deciding.lock(comment)
    posted, moderator = request.POST, may_moderate(request)
    seen = posted.get("seen", "")
    refuse_if_decided_since(comment, int(seen) if is_number(seen) else 0, moderator)
    if deed in DECISIONS:
        DECISIONS[deed](comment=comment, moderator=moderator)
    elif deed in PINNING:
        PINNING[deed](comment=comment, moderator=moderator)
    elif deed in APPEALS:
        answer = posted.get("answer", "").replace("\r\n", "\n")
        answer_appeal(comment=comment, is_granted=APPEALS[deed], answer=answer, moderator=moderator)
    elif deed == "edit":
        text = posted.get("text", "").replace("\r\n", "\n")
        editing.edit(comment=comment, text=text, moderator=moderator)
    elif deed == "reply":
        name, text = posted.get("name", ""), posted.get("answer", "").replace("\r\n", "\n")
        reply(parent=comment, text=text, name=name[:255], moderator=moderator)
    elif comment.commenter:
        _change_standing(comment.commenter, deed, posted.get("days", ""), moderator)


def _change_standing(person: Commenter, deed: str, days: str, moderator: User) -> None:
    if deed in STANDING:
        STANDING[deed](commenter=person, moderator=moderator)
    elif days in map(str, BANNED_FOR):
        until = timezone.now() + timedelta(days=int(days))
        banning.ban(commenter=person, until=until, moderator=moderator)
    else:
        raise ValueError("A ban needs a number of days that the form offers.")


def refuse_if_decided_since(comment: Comment, seen: int, moderator: User) -> None:
    """Let no moderator overrule another without knowing it; call it with the row locked.

    `seen` is the last action that the moderator saw. Raises `DecidedMeanwhile`.
    """
    since = comment.actions.filter(pk__gt=seen).exclude(actor=moderator)
    if action := since.select_related("actor").first():
        said = _("%(who)s has decided since you opened this comment: %(deed)s. Look again.")
        who = str(action.actor or _("A rule of the house"))
        raise DecidedMeanwhile(said % {"who": who, "deed": action.get_deed_display()})


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo what this or another moderator did, and open its comment."""
    moderator = may_moderate(request)
    chosen = Filter.read(request.GET)
    action = get_object_or_404(Action.objects.select_related("comment", "commenter"), pk=pk)
    try:
        undo(action=action, moderator=moderator)
    except deciding.NotAllowed:
        messages.error(request, _("Something was done since; decide anew instead."))
    return redirect(f"{reverse(PAGE)}?{chosen.query(at=_comment_of(action))}")


def _comment_of(action: Action) -> int | None:
    """Return what is opened after `action` was taken back: of an answer what it answered."""
    if action.deed == Action.Deed.REPLY and action.comment:
        return action.comment.parent_id
    return action.comment_id
