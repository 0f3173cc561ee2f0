"""The fronts: the choice of an edition, an edition's front, a section's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from khabar.delivery.declaring import finished
from khabar.fronts.composing import compose_front, stories_on
from khabar.fronts.keys import front_key
from khabar.fronts.models import Front
from khabar.stories.keys import list_key
from khabar.stories.models import Story
from khabar.topics.models import Section
from khabar.website.listing import page_of_stories
from khabar.website.rendering import render_page
from khabar.website.views.errors import preferred_language


def choose_edition(request: HttpRequest) -> HttpResponse:
    """Lead to the edition that the reader's browser asks for."""
    response = HttpResponseRedirect(reverse("front", args=[preferred_language(request)]))
    response.headers["Vary"] = "Accept-Language"
    return response


@finished(keys=lambda request, language: [front_key(language)])
def front(request: HttpRequest, language: str) -> HttpResponse:
    """Show an edition's front."""
    return _main_front(request, language, None)


@finished(
    query=["after"],
    keys=lambda request, language, slug: [
        front_key(language, slug),
        list_key("section", slug, language),
    ],
)
def section(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a section: what its editors arranged on the first page, then its stories, newest
    first."""
    found = get_object_or_404(Section.objects.in_edition(language), slug=slug)
    return _section_front(request, language, found, None)


def preview_front(request: HttpRequest, draft: Front) -> HttpResponse:
    """Show the page of a front as it would be if `draft` were published."""
    if draft.section:
        return _section_front(request, draft.language, draft.section, draft)
    return _main_front(request, draft.language, draft)


def _main_front(request: HttpRequest, language: str, draft: Front | None) -> HttpResponse:
    context = {"containers": compose_front(language=language, draft=draft)}
    return render_page(request, "khabar_website/front.html", language, context)


def _section_front(
    request: HttpRequest, language: str, found: Section, draft: Front | None
) -> HttpResponse:
    is_first = not request.GET.get("after")
    containers = []
    if is_first:
        containers = compose_front(language=language, section=found, draft=draft)
    stories = Story.objects.published().in_language(language).in_section(found)
    rest = stories.except_for(stories_on(containers)) if containers else stories
    context = {
        "section": found,
        "title": found.name_in(language),
        "about": found.about_in(language) if is_first else "",
        "containers": containers,
        "page": page_of_stories(request, rest),
    }
    return render_page(request, "khabar_website/section.html", language, context)
