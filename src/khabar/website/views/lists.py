"""A contributor's stories and a source's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from khabar.contributors.keys import contributor_key, source_key
from khabar.contributors.models import Contributor, Source
from khabar.delivery.declaring import finished
from khabar.naming.models import Described
from khabar.stories.keys import list_key
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
from khabar.website.listing import page_of_stories
from khabar.website.rendering import render_page


@finished(
    query=["after"],
    keys=lambda request, language, slug: [list_key("by", slug, language), contributor_key(slug)],
)
def contributor(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show what a contributor is credited on, newest first."""
    found = get_object_or_404(Contributor.objects.select_related("portrait"), slug=slug)
    stories = Story.objects.published().in_language(language).by(found)
    return _show(request, language, "contributor", found, stories)


@finished(
    query=["after"],
    keys=lambda request, language, slug: [list_key("source", slug, language), source_key(slug)],
)
def source(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show what came from a source, newest first."""
    found = get_object_or_404(Source, slug=slug)
    stories = Story.objects.published().in_language(language).from_source(found)
    return _show(request, language, "source", found, stories)


def _show(
    request: HttpRequest, language: str, kind: str, found: Described, stories: StoryQuerySet
) -> HttpResponse:
    page = page_of_stories(request, stories)
    context = {
        "kind": kind,
        "title": found.name_in(language),
        "about": found.about_in(language) if page.is_first else "",
        "portrait": getattr(found, "portrait", None),
        "link": getattr(found, "link", ""),
        "page": page,
    }
    return render_page(request, "khabar_website/list.html", language, context)
