"""What the desk's buttons post to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from khabar.publishing.answering import answer, retry, retry_everything
from khabar.publishing.models import Alarm, LedgerRow
from khabar.publishing.showing import PAGE, may_retry

Words = ParamSpec("Words")
View = Callable[Concatenate[HttpRequest, Words], HttpResponse]


def button(act: Callable[Concatenate[HttpRequest, Words], str]) -> View[Words]:
    """Make a view of a deed that returns what to tell the editor; it goes back to the page."""

    @require_POST
    def view(request: HttpRequest, /, *args: Words.args, **kwargs: Words.kwargs) -> HttpResponse:
        if not may_retry(request.user):
            raise PermissionDenied
        messages.success(request, act(request, *args, **kwargs))
        return redirect(PAGE)

    return view


@button
def retry_row(request: HttpRequest, pk: int) -> str:
    """Have one consequence tried again."""
    row = get_object_or_404(LedgerRow, pk=pk)
    if not retry(LedgerRow.objects.filter(pk=pk)):
        return _("There is nothing to try again: it is done, or is being done.")
    return _("It is tried again now: %(title)s") % {"title": row.title or row.subject}


@button
def retry_all(request: HttpRequest) -> str:
    """Have everything that went wrong tried again."""
    count = retry_everything()
    told = ngettext("%(count)d is tried again now.", "%(count)d are tried again now.", count)
    return told % {"count": count}


@button
def answer_alarm(request: HttpRequest, pk: int) -> str:
    """Do what an alarm's button says."""
    answer(get_object_or_404(Alarm, pk=pk))
    return _("Thank you.")
