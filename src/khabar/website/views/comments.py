"""A story's comments: sending one, its receipt, and the thread beyond what the story shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from khabar.comments.forms import CommentForm
from khabar.comments.models import Comment
from khabar.comments.reading import read_thread
from khabar.comments.receiving import receive_comment
from khabar.language.digits import parse_number, to_ascii
from khabar.stories.models import Story
from khabar.website.rendering import render_page

# The longest text that the form takes is 48 kB in a form's encoding, which spends up to twelve
# bytes on a character (six on an Arabic letter); the rest is for a text that is a little too long.
LARGEST_BODY = 64 * 1024

receipts = signing.Signer(salt="khabar.comments.receipt")


@csrf_exempt  # Nobody is signed in here, so a token would guard nothing; see `sent_from_here`.
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, language: str, digits: str) -> HttpResponse:
    """Show a story's thread, or take in a comment on it."""
    story = _published_story(language, digits)
    with translation.override(language):
        if request.method == "POST":
            return _receive(request, story)
        return _show(request, story)


@require_safe
def comment_received(
    request: HttpRequest, language: str, digits: str, receipt: str
) -> HttpResponse:
    """Tell a reader what became of a comment."""
    story = _published_story(language, digits)
    comment = get_object_or_404(Comment, pk=_number_on(receipt), story=story)
    context = {"story": story, "comment": comment}
    response = render_page(request, "khabar_website/comment_received.html", language, context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def sent_from_here(request: HttpRequest) -> bool:
    """Say whether a form was sent from a page of ours, as far as the browser tells.

    A browser can't be made to send another `Sec-Fetch-Site` or `Origin` by a foreign page. What
    sends neither is no such browser, and has no authority of a reader's to misuse.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc in (request.get_host(), urlsplit(settings.URL).netloc)
    return True


def _published_story(language: str, digits: str) -> Story:
    stories = Story.objects.published().in_language(language).select_related("locale", "section")
    return get_object_or_404(stories, number=int(to_ascii(digits)))


def _address(story: Story) -> str:
    return reverse("comments", args=[story.language, story.number])


def _show(request: HttpRequest, story: Story) -> HttpResponse:
    if request.path != _address(story):
        return HttpResponsePermanentRedirect(_address(story))
    thread = read_thread(story, after=_comment_before(request, story))
    return _page(request, story, {"thread": thread})


def _comment_before(request: HttpRequest, story: Story) -> Comment | None:
    after = request.GET.get("after")
    if not after:
        return None
    return get_object_or_404(Comment.objects.under(story), pk=parse_number(after))


def _receive(request: HttpRequest, story: Story) -> HttpResponse:
    if not sent_from_here(request):
        notice = _("This comment was sent from another site. Write it in the form on this page.")
        return _page(request, story, {"notice": notice}, status=403)
    if _length(request) > LARGEST_BODY:
        notice = _("This comment is far too long to be taken in. Go back, shorten it and send it.")
        return _page(request, story, {"notice": notice}, status=413)
    form = CommentForm(request.POST, language=story.language)
    if not story.comments_open:
        notice = _("Comments on this story are closed, so yours wasn't taken in.")
        context = {"notice": notice, "unsent": request.POST.get("text", "")}
        return _page(request, story, context, status=403)
    if not form.is_valid():
        return _page(request, story, {"form": form}, status=422)
    return _acknowledge(story, form)


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _acknowledge(story: Story, form: CommentForm) -> HttpResponse:
    comment = receive_comment(
        story=story,
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        text=form.cleaned_data["text"],
    )
    receipt = receipts.sign(str(comment.pk))
    address = reverse("comment-received", args=[story.language, story.number, receipt])
    return HttpResponse(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def _number_on(receipt: str) -> int:
    try:
        return int(receipts.unsign(receipt))
    except signing.BadSignature:
        raise Http404 from None


def _page(
    request: HttpRequest, story: Story, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    page = {"story": story, "on": [story], **context}
    response = render_page(
        request, "khabar_website/comments.html", story.language, page, status=status
    )
    if status != 200:
        response.headers["Cache-Control"] = "no-store"
    return response
