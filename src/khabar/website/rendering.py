"""How a reader's page is made: in the language of its address, whoever asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

# For what is at an address with its content's fingerprint.
FOR_EVER = "public, max-age=31536000, immutable"


def render_page(
    request: HttpRequest,
    template: str,
    language: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render `template` with everything in `language`: text, direction, dates and digits."""
    with translation.override(language):
        page = {"language": language, **context}
        response = TemplateResponse(request, template, page, status=status)
        response.render()
    response.headers["Content-Language"] = language
    return response
