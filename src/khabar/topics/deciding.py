"""The desk's pages where an editor decides on names: suggestions, merging, splitting."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from khabar.dating.writing import desk_edition
from khabar.language.calendars import format_number
from khabar.topics.locating import words_of
from khabar.topics.merging import merge_topics, part_topics, split_topic
from khabar.topics.models import Suggestion, Topic
from khabar.topics.suggesting import accept_name, accept_spelling, refuse, take_back

PAGE = "khabar_names_found"
MAY_DECIDE = "khabar_topics.change_topic"
SHOWN = 100


def with_count(label: str, count: int) -> str:
    """Return a label that says how many wait, if any do."""
    return f"{label} ({format_number(count, desk_edition())})" if count else label


def suggestions(request: HttpRequest) -> HttpResponse:
    """Show the names that wait, and what was decided last, to be undone."""
    _may_decide(request)
    known = Suggestion.objects.select_related("topic", "decided_by")
    context = {
        "waiting": known.waiting().order_by("kind", "-stories", "pk")[:SHOWN],
        "decided": known.exclude(state="waiting").order_by("-decided_at")[:20],
        "kinds": Topic.Kind.choices,
    }
    return TemplateResponse(request, "khabar_topics/suggestions.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a suggestion's button says."""
    _may_decide(request)
    suggestion = get_object_or_404(Suggestion, pk=pk)
    try:
        done = _do(request, suggestion)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(PAGE)


def _do(request: HttpRequest, suggestion: Suggestion) -> str:
    deed, user, name = request.POST.get("deed", ""), request.user, suggestion.text
    if deed == "refuse":
        refuse(suggestion=suggestion, user=user)
        return _("“%(name)s” won't be offered again.") % {"name": name}
    if deed == "undo":
        take_back(suggestion=suggestion)
        return _("“%(name)s” waits again.") % {"name": name}
    if suggestion.topic and deed in ("alias", "avoided"):
        topic = suggestion.topic
        accept_spelling(suggestion=suggestion, topic=topic, avoided=deed == "avoided", user=user)
        return _("“%(name)s” is a spelling of %(topic)s now.") % {"name": name, "topic": topic}
    if deed in Topic.Kind.values:
        accept_name(suggestion=suggestion, kind=deed, user=user)
        return _("“%(name)s” is a topic now.") % {"name": name}
    raise ValidationError(_("Choose what is to be done with the name."))


def merging(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge other topics into one, part them again, or split spellings from it."""
    _may_decide(request)
    topic = get_object_or_404(Topic.objects.prefetch_related("aliases", "merged"), pk=pk)
    if request.method == "POST":
        try:
            messages.success(request, _merge(request, topic))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("khabar_topic_merging", pk)
    asked = request.GET.get("q", "").strip()
    context = {"topic": topic, "asked": asked, "found": _named(asked, topic) if asked else []}
    return TemplateResponse(request, "khabar_topics/merging.html", context)


def _merge(request: HttpRequest, topic: Topic) -> str:
    other, given = request.POST.get("other", ""), request.POST
    if given.get("deed") == "merge":
        merged = get_object_or_404(Topic, pk=other)
        merge_topics(merged=merged, into=topic, user=request.user)
        return _("%(topic)s is one with %(other)s now.") % {"topic": topic, "other": merged}
    if given.get("deed") == "part":
        merged = get_object_or_404(Topic, pk=other, merged_into=topic)
        part_topics(merged=merged, user=request.user)
        return _("%(other)s stands for itself again.") % {"other": merged}
    aliases = topic.aliases.filter(pk__in=given.getlist("alias"))
    new = split_topic(topic=topic, aliases=aliases, user=request.user)
    return _("%(other)s is a topic of its own now.") % {"other": new}


def _named(asked: str, topic: Topic) -> list[Topic]:
    """Return the topics that an editor may mean to merge into `topic`."""
    words = words_of(asked)
    others: Any = Topic.objects.current().exclude(pk=topic.pk)
    names = others.every_name()
    keys = [
        key
        for key, known in names.items()
        if all(word in " ".join(words_of(" ".join(known))) for word in words)
    ]
    return list(others.filter(pk__in=keys[:20]))


def _may_decide(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
