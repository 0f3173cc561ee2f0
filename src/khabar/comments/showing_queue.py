"""The page of the moderators' queue: one comment open, and beside it what it takes to decide."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.accounts.models import User
from khabar.comments.guarding import label_of
from khabar.comments.models import Action, Appeal, Comment
from khabar.comments.placing import STEP
from khabar.comments.queueing import STATES, Filter, following, listed, preceding
from khabar.comments.undoing import can_be_undone
from khabar.dating.writing import desk_age, desk_edition, desk_moment
from khabar.language.calendars import format_number

PAGE: Final = "khabar_queue"
LOG: Final = "khabar_decisions"
PERMISSION: Final = "khabar_comments.change_comment"
# The hours of a shift, as the log's filter has them.
SHIFT: Final = "12"
BANNED_FOR: Final = (1, 7, 30, 365)
LABELS: Final = {
    "pending": _("waiting"),
    "reported": _("reported"),
    "appealed": _("appeals"),
    "all": _("all"),
}


def may_moderate(request: HttpRequest) -> User:
    """Return the moderator who asks. Raises `PermissionDenied` for anybody else."""
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def log_of(moderator: User) -> str:
    """Return the address of what a moderator decided in this shift."""
    return f"{reverse(LOG)}?actor={moderator.pk}&since={SHIFT}"


def queue(request: HttpRequest) -> HttpResponse:
    """Show the queue with one comment open."""
    may_moderate(request)
    chosen = Filter.read(request.GET)
    at = request.GET.get("at", "")
    whole = Comment.objects.select_related("story__locale", "commenter", "parent")
    found = whole.filter(pk=int(at), erased_at=None).first() if is_number(at) else None
    return show(request, chosen, found or chosen.comments().first())


def is_number(text: str) -> bool:
    """Say whether `text` can be a row's number."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def show(
    request: HttpRequest, chosen: Filter, comment: Comment | None, status: int = 200
) -> HttpResponse:
    """Answer with the queue; what was typed into a form that was refused is kept."""
    context = {
        "filter": chosen,
        "query": chosen.query(),
        "tabs": _tabs(chosen),
        "listed": listed(chosen),
        "last": _last_of(request),
        "mine": log_of(may_moderate(request)),
        "days": BANNED_FOR,
        "typed": request.POST,
        **(_about(comment, chosen) if comment else {}),
    }
    return TemplateResponse(request, "khabar_comments/queue.html", context, status=status)


def _tabs(chosen: Filter) -> list[dict[str, Any]]:
    """Return the filters by status; those that ask for work say how much."""
    statuses = dict(Comment.Status.choices)
    tabs = []
    for state in STATES:
        is_here = state == chosen.state
        shown = chosen if is_here else Filter(state)
        count = shown.comments().count() if shown.is_counted else 0
        label = LABELS.get(state) or statuses[Comment.Status(state)]
        written = format_number(count, desk_edition()) if count else ""
        tab = {"state": state, "label": label, "count": written, "is_here": is_here}
        tabs.append(tab | {"is_live": shown == Filter()})
    return tabs


def _about(comment: Comment, chosen: Filter) -> dict[str, Any]:
    """Return what a moderator reads beside a comment: why it waits, its thread, what was done."""
    said = Comment.objects.filter(story=comment.story, path__startswith=comment.path[:STEP])
    actions = list(comment.actions.select_related("actor")[:10])
    return {
        "comment": comment,
        "age": desk_age(comment.received_at),
        "banned_until": _banned_until(comment),
        "reasons": [_reason(one) for one in comment.reasons],
        "reports": comment.reports.filter(settled_at=None),
        "appeal": Appeal.objects.filter(comment=comment).first(),
        "thread": said.filter(erased_at=None).order_by("path", "pk")[:20],
        "actions": [{"it": one, "age": desk_age(one.done_at)} for one in actions],
        "seen": actions[0].pk if actions else 0,
        "following": following(chosen, comment),
        "preceding": preceding(chosen, comment),
    }


def _banned_until(comment: Comment) -> str:
    person = comment.commenter
    return desk_moment(person.banned_until) if person and person.banned_until else ""


def _reason(said: dict[str, Any]) -> dict[str, Any]:
    score = float(said["score"])
    written = format_number(abs(score), desk_edition())
    return said | {
        "label": label_of(said["guard"]),
        "weight": f"{'−' if score < 0 else '+'}{written}",
        "speaks_for_it": score < 0,
        # Counts such as "+4 -1" have no direction of their own.
        "direction": "auto" if any(map(str.isalpha, said["found"])) else "ltr",
    }


def _last_of(request: HttpRequest) -> Action | None:
    """Return what this moderator did last, where it can be undone."""
    lately = Action.objects.of(may_moderate(request)).since(
        timezone.now() - timedelta(hours=int(SHIFT))
    )
    last = lately.standing().select_related("comment", "commenter").first()
    return last if last and can_be_undone(last) else None
