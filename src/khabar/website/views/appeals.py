"""A reader's appeal, sent by the receipt of a comment. Taking it in asks no database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from khabar.comments.appealing import LONGEST, receive_appeal
from khabar.comments.forms import PlainTextField
from khabar.comments.sealing import Unsealed, read_receipt
from khabar.comments.spooling import SpoolError
from khabar.language.digits import to_ascii
from khabar.website.views.sending import LARGEST_BODY, length_of, sent_from_here, show_plainly


class AppealForm(forms.Form):
    """Why the decision should be looked at again, in plain words. Nothing is cut."""

    text = PlainTextField(
        label=gettext_lazy("Why should it be looked at again?"),
        max_length=LONGEST,
        error_messages={"max_length": gettext_lazy("At most 1000 characters, please.")},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


@csrf_exempt  # Nobody is signed in here; the receipt's seal says whose it is.
@require_POST
def appeal(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Take in an appeal and say so, or give the words back with a word why not."""
    number = int(to_ascii(digits))
    with translation.override(language):
        if length_of(request) > LARGEST_BODY or not sent_from_here(request):
            return _show(request, language, number, refused=True, status=403)
        receipt = request.POST.get("receipt", "")[:120]
        try:
            keys = read_receipt(receipt, number)
        except Unsealed:
            raise Http404 from None
        return _receive(request, language, number, receipt, keys)


def _receive(
    request: HttpRequest, language: str, number: int, receipt: str, keys: list[UUID]
) -> HttpResponse:
    form = AppealForm(request.POST, auto_id="appeal-%s")
    back = reverse("comment-received", args=[language, number, receipt])
    context: dict[str, Any] = {"form": form, "receipt": receipt, "receipt_address": back}
    if not form.is_valid():
        return _show(request, language, number, **context, status=422)
    try:
        receive_appeal(keys=keys, number=number, text=form.cleaned_data["text"])
    except SpoolError:
        notice = _("It couldn't be kept just now. Please try again soon.")
        return _show(request, language, number, **context, notice=notice, status=503)
    return _show(request, language, number, receipt_address=back, sent=True)


def _show(
    request: HttpRequest, language: str, number: int, *, status: int = 200, **context: Any
) -> HttpResponse:
    page = {"back": reverse("story", args=[language, number]), **context}
    page["address"] = reverse("comment-appeal", args=[language, number])
    return show_plainly(request, language, page, status=status, template="appeal")
