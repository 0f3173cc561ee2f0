"""Deciding many comments of the queue at once, each locked, logged and undone by itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from khabar.accounts.models import User
from khabar.comments import deciding
from khabar.comments.models import Comment
from khabar.comments.queueing import LENGTH, Filter
from khabar.comments.showing_queue import PAGE, is_number, may_moderate
from khabar.comments.working_queue import DECISIONS, DecidedMeanwhile, refuse_if_decided_since


@require_POST
def work_many(request: HttpRequest) -> HttpResponse:
    """Do what a button says with every comment that is ticked, and show what is left."""
    moderator, chosen = may_moderate(request), Filter.read(request.GET)
    deed = request.POST.get("deed", "")
    if deed not in DECISIONS:
        raise BadRequest("Many comments can't have this done at once.")
    ticked = list(_ticked(request))
    done = sum(_decide(pk, seen, deed, moderator) for pk, seen in ticked)
    _tell(request, done, len(ticked) - done)
    return redirect(f"{reverse(PAGE)}?{chosen.query()}")


def _ticked(request: HttpRequest) -> Iterator[tuple[int, int]]:
    """Give each comment that is ticked, and the last action on it that the moderator saw."""
    for value in request.POST.getlist("comment")[:LENGTH]:
        pk, _colon, seen = value.partition(":")
        if is_number(pk) and is_number(seen):
            yield int(pk), int(seen)


@transaction.atomic
def _decide(pk: int, seen: int, deed: str, moderator: User) -> bool:
    comment = Comment.objects.select_related("story").defer("story__body").filter(pk=pk).first()
    if comment is None:
        return False
    try:
        deciding.lock(comment)
        refuse_if_decided_since(comment, seen, moderator)
        return DECISIONS[deed](comment=comment, moderator=moderator) is not None
    except (DecidedMeanwhile, deciding.NotAllowed):
        return False


def _tell(request: HttpRequest, done: int, left: int) -> None:
    if done:
        told = ngettext("%(count)d comment was decided.", "%(count)d comments were decided.", done)
        messages.success(request, told % {"count": done})
    if left:
        told = ngettext(
            "%(count)d comment stays as it is: somebody was quicker, or nothing had to change.",
            "%(count)d comments stay as they are: somebody was quicker, or nothing had to change.",
            left,
        )
        messages.warning(request, told % {"count": left})
    if not done and not left:
        messages.warning(request, _("Tick the comments first."))
