"""A topic's page, and the page of the topics that are written about."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khabar.delivery.declaring import add_keys, finished
from khabar.stories.keys import list_key, show_stories
from khabar.stories.models import Story, StoryMention
from khabar.topics.keys import TOPICS, topic_key
from khabar.topics.models import Topic
from khabar.website.chronicling import in_other_languages, month_named, years_of
from khabar.website.listing import page_of_stories
from khabar.website.rendering import render_page

# The page of topics shows what the newest stories are about.
NEWEST = 1000
MOST = 48
KINDS = (
    ("person", _("People")),
    ("organisation", _("Organisations")),
    ("place", _("Places")),
    ("event", _("Events")),
    ("subject", _("Subjects")),
)


@finished(
    query=["after", "month"],
    keys=lambda request, language, slug: [
        topic_key(slug),
        *(list_key("topic", slug, code) for code in settings.EDITIONS),
    ],
)
def topic(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show who or what a topic is and what was published about it, newest first."""
    found = Topic.objects.select_related("picture", "parent").filter(slug=slug).first()
    if not found or found.merged_into_id:
        return _redirect(request, language, slug)
    about = Story.objects.published().in_language(language).about(found)
    month = month_named(request.GET.get("month", ""), language)
    stories = about.between(month.begins_at, month.ends_at) if month else about
    page = page_of_stories(request, stories)
    context: dict[str, Any] = {"page": page, "month": month, "period": request.GET.get("month", "")}
    if page.is_first:
        context |= _presented(found, language) | {"years": years_of(about, language)}
    context |= {"kind": "topic", "title": found.name_in(language), "topic": found}
    return render_page(request, "khabar_website/topic.html", language, context)


def _redirect(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Lead from the address of a topic that was merged or renamed to where it is now."""
    now = Topic.objects.standing_at(slug)
    if now is None:
        raise Http404
    add_keys(topic_key(now.slug))
    address = reverse("topic", args=[language, now.slug])
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _presented(topic: Topic, language: str) -> dict[str, Any]:
    elsewhere = in_other_languages(topic, language)
    for _code, stories in elsewhere:
        show_stories(stories)
    return {
        "about": topic.about_in(language),
        "picture": topic.picture,
        "other_names": _other_names(topic, language),
        "elsewhere": elsewhere,
    }


def _other_names(topic: Topic, language: str) -> list[tuple[str, str]]:
    """Return the names of a topic in other languages, then its other spellings in this one."""
    names = [(code, topic.names[code]) for code in settings.EDITIONS if code in topic.names]
    used = topic.aliases.filter(language=language, avoided=False)
    also = [(language, alias.text) for alias in used[:6]]
    return [pair for pair in [*names, *also] if pair[1] != topic.name_in(language)]


@finished(keys=lambda request, language: [TOPICS])
def topics(request: HttpRequest, language: str) -> HttpResponse:
    """Show what the newest stories of an edition are about, a part for each kind of topic."""
    newest = Story.objects.published().in_language(language).newest_first().values("pk")[:NEWEST]
    mentions = StoryMention.objects.filter(shown=True, story__in=newest).order_by("topic")
    counted = dict(mentions.values_list("topic").annotate(count=Count("pk")))
    shown = sorted(
        Topic.objects.current().filter(pk__in=counted),
        key=lambda each: (-counted[each.pk], each.name_in(language)),
    )
    kinds = [
        (label, [(each, counted[each.pk]) for each in shown if each.kind == kind][:MOST])
        for kind, label in KINDS
    ]
    context = {"kinds": [(label, found) for label, found in kinds if found]}
    return render_page(request, "khabar_website/topics.html", language, context)
