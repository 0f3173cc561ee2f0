"""A story's comments: the thread beyond what the story shows, and the pages of one comment."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from khabar.comments.feeding import write_feed
from khabar.comments.keys import comments_key
from khabar.comments.models import Comment, Report
from khabar.comments.reading import read_thread
from khabar.comments.ruling import rules_of
from khabar.delivery.declaring import add_keys, finished
from khabar.language.digits import parse_number, to_ascii
from khabar.stories.keys import story_key
from khabar.stories.models import Story
from khabar.website.rendering import render_page
from khabar.website.views.sending import receive


def keys(request: HttpRequest, language: str, digits: str, **more: Any) -> list[str]:
    """Return the key that the page of any story has, whether it is there or not."""
    return [story_key(int(to_ascii(digits)))]


@csrf_exempt  # Nobody is signed in here, so a token would guard nothing; see `sending`.
@require_http_methods(["GET", "HEAD", "POST"])
@finished(keys=keys, query=["after"])
def comments(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Show a story's thread, or take in a comment on it."""
    with translation.override(language):
        if request.method == "POST":
            return receive(request, language, digits)
        return _show(request, published_story(language, digits))


@require_safe
@finished(keys=keys)
def reply(request: HttpRequest, language: str, digits: str, pk: str) -> HttpResponse:
    """Show the form for a reply to a comment."""
    story = published_story(language, digits)
    takes = rules_of(story).are_open(timezone.now(), language)
    return _show_one(request, "comment_reply", story, pk, takes=takes)


@require_safe
@finished(keys=keys)
def report(request: HttpRequest, language: str, digits: str, pk: str) -> HttpResponse:
    """Show the form by which a reader says what is wrong with a comment."""
    story = published_story(language, digits)
    return _show_one(request, "comment_report", story, pk, reasons=Report.Reason.choices)


def published_story(language: str, digits: str) -> Story:
    """Return the story that readers see under this number. Raises `Http404`."""
    stories = Story.objects.published().in_language(language).select_related("locale", "section")
    return get_object_or_404(stories, number=int(to_ascii(digits)))


def address_of(story: Story) -> str:
    """Return the address of a story's comments."""
    return reverse("comments", args=[story.language, story.number])


def _show(request: HttpRequest, story: Story) -> HttpResponse:
    if request.path != address_of(story):
        return HttpResponsePermanentRedirect(address_of(story))
    thread = read_thread(story, after=_comment_before(request, story))
    context = {"story": story, "on": [story], "thread": thread}
    return render_page(request, "khabar_website/comments.html", story.language, context)


def _comment_before(request: HttpRequest, story: Story) -> Comment | None:
    after = request.GET.get("after")
    if not after:
        return None
    return get_object_or_404(Comment.objects.under(story), pk=parse_number(after))


def _show_one(
    request: HttpRequest, template: str, story: Story, pk: str, **context: Any
) -> HttpResponse:
    add_keys(comments_key(story))
    shown = Comment.objects.approved().filter(erased_at=None).under(story)
    comment = get_object_or_404(shown, pk=int(pk))
    page = {"story": story, "comment": comment, "address": address_of(story), **context}
    return render_page(request, f"khabar_website/{template}.html", story.language, page)


@require_safe
@finished(keys=keys)
def feed(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Give the newest comments on a story as a feed (RSS 2.0)."""
    story = published_story(language, digits)
    add_keys(comments_key(story))
    with translation.override(language):
        return HttpResponse(write_feed(story), content_type="application/rss+xml; charset=utf-8")
