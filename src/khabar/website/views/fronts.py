"""The fronts: the choice of an edition, an edition's front, a section's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from khabar.delivery.declaring import finished
from khabar.fronts.arranging import arrange_front
from khabar.stories.keys import latest_key, list_key, show_stories
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


@finished(keys=lambda request, language: [latest_key(language)])
def front(request: HttpRequest, language: str) -> HttpResponse:
    """Show an edition's front."""
    arranged = arrange_front(language=language)
    show_stories(arranged.stories)
    context = {"front": arranged}
    return render_page(request, "khabar_website/front.html", language, context)


@finished(
    query=["after"],
    keys=lambda request, language, slug: [list_key("section", slug, language)],
)
def section(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a section's stories, newest first."""
    found = get_object_or_404(Section.objects.in_edition(language), slug=slug)
    stories = Story.objects.published().in_language(language).in_section(found)
    context = {"section": found, "page": page_of_stories(request, stories)}
    return render_page(request, "khabar_website/section.html", language, context)
