"""The search page, and what it suggests while somebody types."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from khabar.delivery.declaring import finished
from khabar.language.digits import parse_number
from khabar.search.asking import LONGEST_QUERY, MOST_PAGES, Answer, ask
from khabar.search.engine import Unavailable
from khabar.search.suggesting import suggest
from khabar.stories.keys import show_stories
from khabar.stories.models import Story
from khabar.website.narrowing import Search, groups
from khabar.website.rendering import render_page

TEMPLATE = "khabar_website/search.html"


@finished(seconds=15, stale_while_revalidate=15, query=Search.PARAMETERS)
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show what matches `?q=`; a story's number, in any digits, opens the story.

    Results stay out of search engines: `noindex`, and no canonical address beside it, which would
    say the opposite. The bare page, where a search begins, is a page like any other.
    """
    asked = Search.of(request.GET, language)
    if story := _story_with_number(asked.query):
        return HttpResponseRedirect(story.get_absolute_url())
    context: dict[str, Any] = {"search": asked, "too_long": len(asked.query) > LONGEST_QUERY}
    context["canonical"] = f"{settings.URL}{reverse('search', args=[language])}"
    status = 200
    if asked.query and not context["too_long"]:
        try:
            context |= _found(asked, language)
        except Unavailable:
            context["unavailable"] = True
            status = 503
    response = render_page(request, TEMPLATE, language, context, status=status)
    if asked.query:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _found(asked: Search, language: str) -> dict[str, Any]:
    if not 1 <= asked.page <= MOST_PAGES:
        raise Http404
    answer = ask(
        asked.query,
        language=language,
        chosen=asked.chosen,
        page=asked.page,
        newest_first=asked.newest_first,
        everywhere=asked.everywhere,
    )
    _show(answer)
    meant = asked.for_words(answer.corrected)
    return {"answer": answer, "groups": groups(asked, answer, language), "meant": meant}


def _show(answer: Answer) -> None:
    show_stories(result.story for result in (*answer.results, *answer.nearest))


@finished(seconds=30, stale_while_revalidate=30, query=["q"])
def suggestions(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with what `?q=`, the beginning of a query, may be meant for."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    try:
        found = suggest(text, language=language)
    except Unavailable:
        found = []
    rows = [{"kind": item.kind, "text": item.text, "address": item.address} for item in found]
    response = JsonResponse({"suggestions": rows})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _story_with_number(query: str) -> Story | None:
    number = parse_number(query)
    if number is None:
        return None
    return Story.objects.published().select_related("locale").filter(number=number).first()
