"""What is kept of a reader: said on a page, given out and erased by a link to the mailbox."""

from __future__ import annotations

import json
import logging
import time
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.signing import BadSignature
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from khabar.branding.keys import BRAND
from khabar.comments.erasing import comments_of, erase, export, make_link, read_link
from khabar.comments.following import VALID, confirm, end, read_token
from khabar.comments.identifying import email_hash
from khabar.delivery.declaring import finished
from khabar.website.rendering import render_page
from khabar.website.views.sending import sent_from_here, show_plainly

ONE_IN: Final = 600.0
_written: dict[str, float] = {}

logger = logging.getLogger(__name__)


@csrf_exempt  # Nobody is signed in; `sent_from_here` sees to foreign forms.
@require_http_methods(["GET", "HEAD", "POST"])
@finished(keys=[BRAND])
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    """Say what is kept of readers, and write to whoever asks for what is kept of them."""
    if request.method == "POST":
        with translation.override(language):
            return _write(request, language)
    kept = {
        "networks": settings.COMMENTS_NETWORK_DAYS,
        "emails": settings.COMMENTS_EMAIL_DAYS,
        "spam": settings.COMMENTS_SPAM_DAYS,
        "akismet": bool(settings.COMMENTS_AKISMET_KEY),
    }
    return render_page(request, "khabar_website/privacy.html", language, {"kept": kept})


def _write(request: HttpRequest, language: str) -> HttpResponse:
    email = request.POST.get("email", "").strip()[:254]
    if not sent_from_here(request):
        return _tell(request, language, _("Not sent"), _("Use the form on this page."), 403)
    try:
        validate_email(email)
    except ValidationError:
        words = _("This isn't an e-mail address. Write one such as name@example.com.")
        return _tell(request, language, _("Not sent"), words, 422)
    try:
        _send_link(email, language)
    except OSError:
        logger.warning("No mail can be sent", exc_info=True)
        words = _("No mail could be sent just now. Please try again later.")
        return _tell(request, language, _("Not sent"), words, 503)
    words = _(
        "If comments were sent to us with this address, a link is on its way to it. It is valid"
        " for a day."
    )
    return _tell(request, language, _("Look into your mailbox"), words, 200)


def _send_link(email: str, language: str) -> None:
    """Write to an address that we know, at most once in ten minutes. Raises `OSError`."""
    known, now = email_hash(email), time.monotonic()
    if now - _written.get(known, -ONE_IN) < ONE_IN or not comments_of(known).exists():
        return
    address = reverse("privacy-mine", args=[language, make_link(email)])
    words = _(
        "With this link you can see, take with you and erase the comments that you sent us. It is"
        " valid for a day:\n\n%(address)s\n\nIf you didn't ask for it, do nothing."
    )
    body = words % {"address": f"{settings.URL}{address}"}
    EmailMessage(_("Your comments"), body, to=[email]).send()
    _written[known] = now
    if len(_written) > 10_000:
        _written.clear()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, language: str, proof: str) -> HttpResponse:
    """Show what is kept under an address to whoever reads its mailbox; give it out, or erase it."""
    with translation.override(language):
        try:
            known = read_link(proof)
        except BadSignature:
            words = _(
                "This link is valid for a day. Ask for another one on the page about privacy."
            )
            return _tell(request, language, _("This link is no longer valid"), words, 410)
        if request.method == "POST":
            return _give_or_erase(request, language, known)
        context = {"comments": comments_of(known)[:200], "count": comments_of(known).count()}
        return show_plainly(request, language, context, template="my_comments")


def _give_or_erase(request: HttpRequest, language: str, known: str) -> HttpResponse:
    if not sent_from_here(request):
        return _tell(request, language, _("Not sent"), _("Use the form on this page."), 403)
    if "erase" not in request.POST:
        response = HttpResponse(
            json.dumps(export(known), ensure_ascii=False, indent=2),
            content_type="application/json; charset=utf-8",
        )
        response.headers["Content-Disposition"] = 'attachment; filename="comments.json"'
        response.headers["Cache-Control"] = "no-store"
        return response
    count = erase(known=known)
    words = _("Erased comments: %(count)s. Where they stood it says that something is gone.")
    return _tell(request, language, _("Your comments are erased"), words % {"count": count}, 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, language: str, proof: str) -> HttpResponse:
    """Confirm an address by a button: programs that only look at links confirm nothing."""
    with translation.override(language):
        title, done = _("Replies to your comment"), _("We will tell you of replies.")
        ask, button = _("Shall we write to you when somebody answers?"), _("Yes, tell me")
        return _settle(request, language, proof, confirm, (title, ask, button, done))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, language: str, proof: str) -> HttpResponse:
    """Write no more to an address; a mail program may ask for that with one click (RFC 8058)."""
    with translation.override(language):
        title, done = _("Replies to your comment"), _("We won't write to you any more.")
        ask, button = _("Shall we stop telling you of replies?"), _("Yes, stop")
        return _settle(request, language, proof, end, (title, ask, button, done))


def _settle(
    request: HttpRequest, language: str, proof: str, deed: Any, words: tuple[str, str, str, str]
) -> HttpResponse:
    title, ask, button, done = words
    try:
        found = read_token(proof, max_age=VALID if deed is confirm else None)
    except BadSignature:
        found = None
    if found is None:
        gone = _("What it was about is gone, or it is too old. Nothing has to be done.")
        return _tell(request, language, _("This link is no longer valid"), gone, 410)
    if request.method == "POST":
        deed(found)
        return _tell(request, language, title, done, 200)
    return _ask(request, language, {"title": title, "words": ask, "button": button})


def _tell(request: HttpRequest, language: str, title: str, words: str, status: int) -> HttpResponse:
    return _ask(request, language, {"title": title, "words": words}, status)


def _ask(
    request: HttpRequest, language: str, context: dict[str, str], status: int = 200
) -> HttpResponse:
    return show_plainly(request, language, context, status=status, template="comment_noted")
