"""What a reader is told when there is no page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_supported_language_variant

from khabar.branding.showing import UNBRANDED
from khabar.website.rendering import render_page


def language_of(request: HttpRequest) -> str:
    """Return the language that the address names, or else the one that the reader prefers."""
    first = request.path_info.lstrip("/").split("/", 1)[0]
    return first if first in settings.EDITIONS else preferred_language(request)


def preferred_language(request: HttpRequest) -> str:
    """Return the edition that fits `Accept-Language` best, or the desk's language."""
    wanted = request.headers.get("Accept-Language", "")[:200]
    for part in wanted.split(","):
        try:
            return get_supported_language_variant(part.split(";")[0].strip().lower())
        except (LookupError, ValueError):
            continue
    return str(settings.LANGUAGE_CODE)


def gone(request: HttpRequest, language: str) -> HttpResponse:
    """Say that a story was taken away on purpose."""
    return render_page(request, "khabar_website/gone.html", language, {}, status=410)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, and offer the search."""
    language = language_of(request)
    return render_page(request, "khabar_website/not_found.html", language, {}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request can't be understood."""
    return plain_error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this isn't allowed."""
    return plain_error(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong here; asks nothing of the database."""
    return plain_error(request, 500)


def plain_error(request: HttpRequest, status: int) -> HttpResponse:
    """Answer with a page that needs neither database nor sections."""
    context = {"status": status, "brand": UNBRANDED}
    language = language_of(request)
    return render_page(request, "khabar_website/error.html", language, context, status=status)
