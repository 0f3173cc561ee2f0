"""The queue at the desk: one comment at a time, each decision a button, and each button a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from khabar.accounts.models import User
from khabar.comments import banning, deciding, editing
from khabar.comments.guarding import label_of
from khabar.comments.models import Action, Comment, Commenter
from khabar.comments.moderating import PERMISSION
from khabar.comments.placing import STEP
from khabar.comments.queueing import LENGTH, STATES, Filter, following, preceding
from khabar.comments.replying import reply
from khabar.comments.undoing import can_be_undone, undo

PAGE: Final = "khabar_queue"
BANNED_FOR: Final = (1, 7, 30, 365)
DECISIONS: Final[dict[str, Callable[..., Action | None]]] = {
    "approve": deciding.approve,
    "reject": deciding.reject,
    "spam": deciding.mark_spam,
    "withhold": deciding.withhold,
    "put_back": deciding.put_back,
}
LABELS: Final = {
    "pending": gettext_lazy("waiting"),
    "reported": gettext_lazy("reported"),
    "all": gettext_lazy("all"),
}


class DecidedMeanwhile(Exception):
    """Raised where somebody else did something with the comment since it was opened."""


def queue(request: HttpRequest) -> HttpResponse:
    """Show the queue with one comment open."""
    _may_moderate(request)
    chosen = Filter.read(request.GET)
    comments = chosen.comments()
    at = request.GET.get("at", "")
    whole = Comment.objects.select_related("story__locale", "commenter", "parent")
    found = whole.filter(pk=int(at), erased_at=None).first() if _is_number(at) else None
    return _show(request, chosen, found or comments.first())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _may_moderate(request: HttpRequest) -> User:
    """Return the moderator who asks. Raises `PermissionDenied` for anybody else."""
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def _show(
    request: HttpRequest, chosen: Filter, comment: Comment | None, status: int = 200
) -> HttpResponse:
    comments = chosen.comments()
    statuses = dict(Comment.Status.choices)
    context = {
        "filter": chosen,
        "query": chosen.query(),
        "tabs": [(one, LABELS.get(one) or statuses[one]) for one in STATES],
        "listed": comments[:LENGTH],
        "waiting": comments.count(),
        "last": _last_of(request),
        "days": BANNED_FOR,
        "typed": request.POST,
        **(_about(comment, chosen) if comment else {}),
    }
    return TemplateResponse(request, "khabar_comments/queue.html", context, status=status)


def _about(comment: Comment, chosen: Filter) -> dict[str, Any]:
    """Return what a moderator reads beside a comment: why it waits, its thread, what was done."""
    said = Comment.objects.filter(story=comment.story, path__startswith=comment.path[:STEP])
    actions = list(comment.actions.select_related("actor")[:10])
    return {
        "comment": comment,
        "reasons": [{**one, "label": label_of(one["guard"])} for one in comment.reasons],
        "reports": comment.reports.filter(settled_at=None),
        "thread": said.exclude(pk=comment.pk).filter(erased_at=None).order_by("path", "pk")[:20],
        "actions": actions,
        "seen": actions[0].pk if actions else 0,
        "following": following(chosen.comments(), comment),
        "preceding": preceding(chosen.comments(), comment),
    }


def _last_of(request: HttpRequest) -> Action | None:
    """Return what this moderator did last, where it can be undone."""
    lately = Action.objects.of(_may_moderate(request)).since(timezone.now() - timedelta(hours=12))
    last = lately.standing().select_related("comment", "commenter").first()
    return last if last and can_be_undone(last) else None


@require_POST
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a button says with one comment, and go on with the next."""
    _may_moderate(request)
    comment = get_object_or_404(Comment.objects.select_related("story", "commenter"), pk=pk)
    chosen, deed = Filter.read(request.GET), request.POST.get("deed", "")
    if deed not in (*DECISIONS, "edit", "ban", "unban", "reply"):
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
    return _show(request, chosen, get_object_or_404(Comment, pk=pk), status)


def _where_next(chosen: Filter, comment: Comment, deed: str) -> str:
    if deed not in DECISIONS:
        return chosen.query(at=comment.pk)
    after = following(chosen.comments(), comment)
    return chosen.query(at=after.pk) if after else chosen.query()


@transaction.atomic
def _do(request: HttpRequest, comment: Comment, deed: str) -> None:
    deciding.lock(comment)
    _refuse_if_decided_meanwhile(request, comment)
    posted, moderator = request.POST, _may_moderate(request)
    if deed in DECISIONS:
        DECISIONS[deed](comment=comment, moderator=moderator)
    elif deed == "edit":
        text = posted.get("text", "").replace("\r\n", "\n")
        editing.edit(comment=comment, text=text, moderator=moderator)
    elif deed == "reply":
        name, text = posted.get("name", ""), posted.get("answer", "").replace("\r\n", "\n")
        reply(parent=comment, text=text, name=name[:255], moderator=moderator)
    elif comment.commenter:
        _ban(comment.commenter, deed, posted.get("days", ""), moderator)


def _ban(person: Commenter, deed: str, days: str, moderator: User) -> None:
    if deed == "unban":
        banning.unban(commenter=person, moderator=moderator)
    elif days in map(str, BANNED_FOR):
        until = timezone.now() + timedelta(days=int(days))
        banning.ban(commenter=person, until=until, moderator=moderator)
    else:
        raise ValueError("A ban needs a number of days that the form offers.")


def _refuse_if_decided_meanwhile(request: HttpRequest, comment: Comment) -> None:
    """Let no moderator overrule another without knowing it; call it with the row locked."""
    seen = request.POST.get("seen", "")
    since = comment.actions.filter(pk__gt=int(seen) if _is_number(seen) else 0)
    if action := since.exclude(actor=_may_moderate(request)).select_related("actor").first():
        said = _("%(who)s has decided since you opened this comment: %(deed)s. Look again.")
        who = str(action.actor or _("A rule of the house"))
        raise DecidedMeanwhile(said % {"who": who, "deed": action.get_deed_display()})


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo what this or another moderator did, and open its comment."""
    moderator = _may_moderate(request)
    chosen = Filter.read(request.GET)
    action = get_object_or_404(Action.objects.select_related("comment", "commenter"), pk=pk)
    try:
        undo(action=action, moderator=moderator)
    except deciding.NotAllowed:
        messages.error(request, _("Something was done since; decide anew instead."))
    return redirect(f"{reverse(PAGE)}?{chosen.query(at=action.comment_id)}")
