"""What readers send to a story's comments. Nothing here asks the database.

So it works while the database is locked or gone, and it stands outside the gate that keeps
readers' pages from waiting for Django (see `website/accepting.py`).
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khabar.branding.showing import remembered_brand
from khabar.comments.forms import CommentForm
from khabar.comments.hurrying import PACE
from khabar.comments.proving import is_proof, note_arrival
from khabar.comments.receiving import Sent, receive_comment
from khabar.comments.sealing import Seal, Unsealed, read_seal, seal, seal_receipt
from khabar.comments.spooling import SpoolError
from khabar.language.calendars import format_number
from khabar.language.digits import parse_number, to_ascii
from khabar.website.rendering import render_page

# What can still be given back in the form. The longest text that is taken is 16 kB, which a
# form's encoding makes 48 kB of.
LARGEST_BODY = 256 * 1024


def sent_from_here(request: HttpRequest) -> bool:
    """Say whether a form was sent from a page of ours, as far as the browser tells.

    A browser can't be made to send another `Sec-Fetch-Site` or `Origin` by a foreign page. What
    sends neither is no such browser, and has no authority of a reader's to misuse.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc in (request.get_host(), urlsplit(settings.URL).netloc)
    return True


def receive(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Take in a comment and lead to its receipt, or give everything back with a word why not."""
    number = int(to_ascii(digits))
    if refusal := _refuse_unread(request, language, number):
        return refusal
    form = CommentForm(request.POST, language=language)
    try:
        found = read_seal(request.POST.get("seal", ""), number=number, language=language)
    except Unsealed:
        notice = _(
            "This form wasn't made by this site. Open the story and write your comment there."
        )
        return give_back(request, language, number, notice, status=403)
    return _receive_sealed(request, found, form)


def _refuse_unread(request: HttpRequest, language: str, number: int) -> HttpResponse | None:
    if length_of(request) > LARGEST_BODY:
        notice = _("This comment is far too long to be taken in. Go back, shorten it and send it.")
        return show_plainly(request, language, {"number": number, "notice": notice}, status=413)
    if not sent_from_here(request):
        notice = _("This comment was sent from another site. Write it in the form on this page.")
        return give_back(request, language, number, notice, status=403)
    return None


def _receive_sealed(request: HttpRequest, found: Seal, form: CommentForm) -> HttpResponse:
    number, language = found.number, found.language
    if not found.rules.are_open(timezone.now(), language):
        notice = _("Comments on this story are closed, so yours wasn't taken in.")
        return give_back(request, language, number, notice, status=403)
    if not found.is_fresh:
        notice = _(
            "This form is more than 30 days old. Look through your comment and send it again."
        )
        return show_form(request, found, form, notice, status=422)
    if not form.is_valid():
        return show_form(request, found, form, "", status=422)
    return _accept(request, found, form)


def _accept(request: HttpRequest, found: Seal, form: CommentForm) -> HttpResponse:
    sent = _read(request, found, form)
    if seconds := PACE.seconds_to_wait(sent, request.META, found.rules.slow):
        notice = _("Comments on this story come slowly. Send yours again in %(seconds)s seconds.")
        notice %= {"seconds": format_number(seconds, settings.EDITIONS[found.language])}
        return show_form(request, found, form, notice, status=429)
    try:
        keys = receive_comment(sent, request.META)
    except SpoolError:
        notice = _("Your comment couldn't be kept just now. It is still here: send it again soon.")
        response = show_form(request, found, form, notice, status=503)
        response.headers["Retry-After"] = "30"
        return response
    if found.rules.slow:
        PACE.note(sent, request.META)
    note_arrival()
    return see_other(
        reverse(
            "comment-received",
            args=[found.language, found.number, seal_receipt(found.number, keys)],
        )
    )


def _read(request: HttpRequest, found: Seal, form: CommentForm) -> Sent:
    posted, cleaned = request.POST, form.cleaned_data
    return Sent(
        number=found.number,
        language=found.language,
        parent=parse_number(posted.get("parent", "")[:18]),
        name=cleaned["name"],
        email=cleaned["email"],
        text=cleaned["text"],
        follow=cleaned["follow"],
        evidence=_evidence(posted),
    )


def _evidence(posted: Any) -> dict[str, Any]:
    """Return what the guards want to know of the sending itself."""
    begun = parse_number(posted.get("begun", "")[:18])
    return {
        "trap": bool(posted.get("subject")),
        "seconds": max(0, int(time.time()) - begun) if begun else None,
        "proof": is_proof(posted.get("proof", "")),
    }


def see_other(address: str) -> HttpResponse:
    """Answer a form: what came of it stands at `address`."""
    return HttpResponse(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def length_of(request: HttpRequest) -> int:
    """Return how long the body says that it is, in bytes."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def show_form(
    request: HttpRequest, found: Seal, form: CommentForm, notice: str, *, status: int
) -> HttpResponse:
    """Give the form back, filled in as it came, with what is to be done."""
    context = {
        "number": found.number,
        "form": form,
        "notice": notice,
        "seal": seal(number=found.number, language=found.language, rules=found.rules),
        "parent": parse_number(request.POST.get("parent", "")[:18]),
        "address": reverse("comments", args=[found.language, found.number]),
    }
    return show_plainly(request, found.language, context, status=status)


def give_back(
    request: HttpRequest, language: str, number: int, notice: str, *, status: int
) -> HttpResponse:
    """Say that nothing was taken in, and give the text back to keep."""
    context = {"number": number, "notice": notice, "unsent": request.POST.get("text", "")}
    return show_plainly(request, language, context, status=status)


def show_plainly(
    request: HttpRequest,
    language: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    template: str = "unsent",
) -> HttpResponse:
    """Answer with a page that asks nothing of the database and is kept by nobody."""
    brand = remembered_brand()
    page = {"brand": brand, "paper": brand.name_in(language), **context}
    response = render_page(
        request, f"khabar_website/{template}.html", language, page, status=status
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
