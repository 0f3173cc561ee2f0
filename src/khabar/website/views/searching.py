"""The search page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from khabar.delivery.declaring import finished
from khabar.language.digits import parse_number
from khabar.search.asking import LONGEST_QUERY, find_stories
from khabar.stories.models import Story
from khabar.website.listing import page_of_stories
from khabar.website.rendering import render_page


@finished(seconds=15, stale_while_revalidate=15, query=["q", "after"])
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show what matches `?q=`; a story's number, in any digits, opens the story.

    Results stay out of search engines: `noindex`, and no canonical address beside it, which would
    say the opposite. The bare page, where a search begins, is a page like any other.
    """
    query = request.GET.get("q", "").strip()
    if story := _story_with_number(query):
        return HttpResponseRedirect(story.get_absolute_url())
    too_long = len(query) > LONGEST_QUERY
    context = {"query": query[:LONGEST_QUERY], "too_long": too_long, "page": None}
    context["canonical"] = f"{settings.URL}{reverse('search', args=[language])}"
    if query and not too_long:
        context["page"] = page_of_stories(request, find_stories(query, language=language))
    response = render_page(request, "khabar_website/search.html", language, context)
    if query:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _story_with_number(query: str) -> Story | None:
    number = parse_number(query)
    if number is None:
        return None
    return Story.objects.published().select_related("locale").filter(number=number).first()
