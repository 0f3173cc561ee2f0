"""A running story's page: what to know first, and all its stories, the latest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from khabar.delivery.declaring import add_keys, finished
from khabar.related.keys import running_key
from khabar.related.models import RunningStory
from khabar.stories.keys import show_stories
from khabar.website.listing import page_of_stories
from khabar.website.rendering import render_page


@finished(query=["after"], keys=lambda request, language, pk: [running_key(int(pk))])
def running_story(request: HttpRequest, language: str, pk: str) -> HttpResponse:
    """Show a story that goes on; one that was merged into another leads there."""
    known = RunningStory.objects.select_related("locale", "merged_into__locale")
    found = get_object_or_404(known, pk=pk, locale__language_code=language)
    if found.merged_into:
        add_keys(running_key(found.merged_into.pk))
        return HttpResponsePermanentRedirect(found.merged_into.get_absolute_url())
    stories = found.stories()
    page = page_of_stories(request, stories)
    began = stories.oldest_first().for_cards().first() if page.is_first else None
    if began:
        show_stories([began])
    context = {
        "kind": "running",
        "title": str(found),
        "first": found.first if page.is_first else "",
        "began": began if began and began not in page.stories[:1] else None,
        "page": page,
    }
    return render_page(request, "khabar_website/running.html", language, context)
