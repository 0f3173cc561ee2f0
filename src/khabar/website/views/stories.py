"""A story's page, and the addresses that lead to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from khabar.language.digits import to_ascii
from khabar.stories.models import RemovedStory, Story
from khabar.website.rendering import render_page
from khabar.website.views.errors import gone


def story(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Show a story, or lead to its one address from the same number written another way."""
    number = int(to_ascii(digits))
    if RemovedStory.objects.filter(number=number).exists():
        return gone(request, language)
    found = get_object_or_404(Story.objects.published().for_reading(), number=number)
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return render_page(request, "khabar_website/story.html", language, {"story": found})


def short_address(request: HttpRequest, digits: str) -> HttpResponse:
    """Lead from a number alone to its story."""
    found = get_object_or_404(Story.objects.published(), number=int(to_ascii(digits)))
    return HttpResponsePermanentRedirect(found.get_absolute_url())
