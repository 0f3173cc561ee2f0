"""A story's page, and the addresses that lead to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from khabar.delivery.declaring import add_keys, finished
from khabar.language.digits import to_ascii
from khabar.stories.keys import story_key, versions_key
from khabar.stories.models import RemovedStory, Story
from khabar.website.rendering import render_page
from khabar.website.views.errors import gone


@finished(keys=lambda request, language, digits: [story_key(int(to_ascii(digits)))])
def story(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Show a story, or lead to its one address from the same number written another way."""
    number = int(to_ascii(digits))
    found = Story.objects.published().read(number)
    if not found:
        return missing(request, number)
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    add_keys(versions_key(found))
    return render_page(request, "khabar_website/story.html", language, {"story": found})


@finished(keys=lambda request, digits: [story_key(int(to_ascii(digits)))])
def short_address(request: HttpRequest, digits: str) -> HttpResponse:
    """Lead from a number alone to its story."""
    number = int(to_ascii(digits))
    found = Story.objects.published().select_related("locale").filter(number=number).first()
    if not found:
        return missing(request, number)
    return HttpResponsePermanentRedirect(found.get_absolute_url())


def missing(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a story was removed on purpose. Raises `Http404` for a number without a story."""
    return gone(request, get_object_or_404(RemovedStory, number=number).language)
