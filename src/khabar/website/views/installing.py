"""The paper on a reader's home screen, and without a network."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from khabar.branding.drawing import draw_icon
from khabar.branding.keys import BRAND
from khabar.branding.showing import current_brand
from khabar.delivery.declaring import finished
from khabar.language.direction import direction_of
from khabar.website.rendering import render_page

ICONS = (192, 512)


@finished(keys=[BRAND])
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """Tell a browser how to install an edition (https://www.w3.org/TR/appmanifest/)."""
    brand = current_brand()
    name, front = brand.name_in(language), reverse("front", args=[language])
    icons = [_icon(language, size) for size in ICONS]
    described = {
        "name": name,
        "short_name": name,
        "lang": language,
        "dir": direction_of(language),
        "id": front,
        "start_url": front,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": brand.light["paper"],
        "theme_color": brand.light["paper"],
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")


def _icon(language: str, size: int) -> dict[str, str]:
    address = reverse("icon", args=[language, size])
    return {
        "src": address,
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "any maskable",
    }


@finished(keys=[BRAND])
def icon(request: HttpRequest, language: str, size: str) -> HttpResponse:
    """Draw an edition's icon. Raises `Http404` for a size that isn't offered."""
    if int(size) not in ICONS:
        raise Http404
    drawn = draw_icon(current_brand(), language, int(size))
    return HttpResponse(drawn, content_type="image/png")


@finished(seconds=300)
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the script of offline reading, or where it is off with the one that ends it."""
    name = "worker" if settings.OFFLINE_READING else "retire"
    script = Path(str(finders.find(f"khabar/js/{name}.js"))).read_text()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@finished(keys=[BRAND])
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """Show what a reader without a network can read."""
    return render_page(request, "khabar_website/offline.html", language, {})
