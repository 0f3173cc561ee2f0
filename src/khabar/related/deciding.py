"""The desk's page where an editor mends a running story: in, out, split, merge."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from khabar.language.digits import parse_number
from khabar.related.mending import merge, move_in, move_out, split
from khabar.related.models import RunningStory
from khabar.stories.models import Story

PAGE = "khabar_running_story"
MAY_DECIDE = "khabar_related.change_runningstory"
OFFERED = 50


def mending(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a running story's chapters, and do what an editor says of them."""
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    running = get_object_or_404(RunningStory.objects.select_related("locale"), pk=pk)
    if request.method == "POST":
        try:
            messages.success(request, _mend(request, running))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(PAGE, pk)
    stories = Story.objects.filter(pk__in=running.chapters.standing().values("story"))
    others = RunningStory.objects.current().filter(locale=running.locale).exclude(pk=pk)
    context = {
        "running": running,
        "stories": stories.newest_first().for_links(),
        "others": others[:OFFERED],
    }
    return TemplateResponse(request, "khabar_related/mending.html", context)


def _mend(request: HttpRequest, running: RunningStory) -> str:
    given, user = request.POST, request.user
    chosen = [int(key) for key in given.getlist("story") if key.isdigit()]
    deed = given.get("deed", "")
    if deed == "in":
        story = _numbered(given.get("number", ""))
        move_in(running=running, story=story, user=user)
        return _("“%(story)s” belongs to it now.") % {"story": story}
    if deed == "out":
        move_out(running=running, stories=chosen, user=user)
        return _("What you chose was taken out, and won't come back by itself.")
    if deed == "split":
        new = split(running=running, stories=chosen, user=user)
        return _("“%(name)s” is a running story of its own now.") % {"name": new}
    if deed == "merge" and given.get("other", "").isdigit():
        other = get_object_or_404(RunningStory, pk=int(given["other"]))
        merge(merged=other, into=running, user=user)
        return _("“%(name)s” is a part of it now, and its address leads here.") % {"name": other}
    raise ValidationError(_("Choose what is to be done."))


def _numbered(written: str) -> Any:
    found = Story.objects.select_related("locale").filter(number=parse_number(written)).first()
    if found is None:
        raise ValidationError(_("There is no story with this number."))
    return found
