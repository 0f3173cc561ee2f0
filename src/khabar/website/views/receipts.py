"""What a reader is told after sending something: receipts, and short answers to small forms."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from khabar.branding.showing import current_brand
from khabar.comments.appealing import can_be_appealed
from khabar.comments.models import Comment, Report
from khabar.comments.placing import number_of
from khabar.comments.proving import is_attacked, make_task
from khabar.comments.receiving import receive_sign
from khabar.comments.sealing import Unsealed, read_receipt
from khabar.comments.spooling import SpoolError
from khabar.language.digits import parse_number, to_ascii
from khabar.website.views.sending import see_other, sent_from_here, show_plainly

logger = logging.getLogger(__name__)


@require_safe
def comment_received(
    request: HttpRequest, language: str, digits: str, receipt: str
) -> HttpResponse:
    """Tell a reader what became of a comment: that it lies safely, before there is a row of it."""
    try:
        keys = read_receipt(receipt, int(to_ascii(digits)))
    except Unsealed:
        raise Http404 from None
    comment = _find(keys, int(to_ascii(digits)))
    story = reverse("story", args=[language, int(to_ascii(digits))])
    context = {
        "comment": comment,
        **_appeal_of(comment),
        "address": reverse("comment-appeal", args=[language, int(to_ascii(digits))]),
        "number": comment.number if comment else number_of(keys[0]),
        "receipt": receipt,
        "back": story,
        "place": f"{story}#comment-{comment.pk}" if comment else "",
        "draft": reverse("comments", args=[language, int(to_ascii(digits))]),
    }
    return show_plainly(request, language, context, template="comment_received")


def _appeal_of(comment: Comment | None) -> dict[str, Any]:
    if comment is None:
        return {}
    known = comment.appeal if hasattr(comment, "appeal") else None
    return {"appeal": known, "can_be_appealed": can_be_appealed(comment)}


def _find(keys: list[UUID], number: int) -> Comment | None:
    """Return the row, where there is one already and the database answers."""
    try:
        current_brand()
        found = Comment.objects.filter(key__in=keys, story__number=number)
        return found.select_related("appeal").order_by("received_at").first()
    except (DatabaseError, InterfaceError):
        logger.warning("A receipt is shown without the database", exc_info=True)
        return None


@csrf_exempt
@require_POST
def vote(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Take in that a reader agrees with a comment or doesn't, and lead back to it."""
    number = int(to_ascii(digits))
    agrees = "agree" in request.POST
    pk = parse_number(request.POST.get("agree" if agrees else "disagree", "")[:18])
    with translation.override(language):
        if pk is None or not sent_from_here(request):
            return _refuse(request, language, number)
        try:
            receive_sign("vote", pk, request.META, agrees=agrees)
        except SpoolError:
            return _apologise(request, language, number)
    return see_other(f"{reverse('story', args=[language, number])}#comment-{pk}")


@csrf_exempt
@require_POST
def send_report(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Take in that a reader reports a comment, and say so."""
    number, reason = int(to_ascii(digits)), request.POST.get("reason", "")
    pk = parse_number(request.POST.get("comment", "")[:18])
    with translation.override(language):
        if pk is None or reason not in Report.Reason.values or not sent_from_here(request):
            return _refuse(request, language, number)
        try:
            receive_sign("report", pk, request.META, reason=reason)
        except SpoolError:
            return _apologise(request, language, number)
        title, words = _("Thank you for your report"), _("A moderator will look at the comment.")
    return say(request, language, number, title, words)


@require_safe
def task(request: HttpRequest) -> HttpResponse:
    """Give a browser some work while there is an attack, and nothing otherwise."""
    answer = JsonResponse(make_task()) if is_attacked() else HttpResponse(status=204)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def say(
    request: HttpRequest, language: str, number: int, title: str, words: str, *, status: int = 200
) -> HttpResponse:
    """Answer with two lines and the way back to the story."""
    back = reverse("story", args=[language, number])
    context = {"title": title, "words": words, "back": back}
    return show_plainly(request, language, context, status=status, template="comment_noted")


def _refuse(request: HttpRequest, language: str, number: int) -> HttpResponse:
    title, words = _("Not sent"), _("Open the story and use the buttons under the comment there.")
    return say(request, language, number, title, words, status=403)


def _apologise(request: HttpRequest, language: str, number: int) -> HttpResponse:
    title, words = _("Not sent"), _("It couldn't be kept just now. Please try again soon.")
    return say(request, language, number, title, words, status=503)
