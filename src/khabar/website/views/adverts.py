"""The way from an advert to its advertiser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from khabar.adverts.models import Advert


@require_safe
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the link that is stored with a running advert: nothing in the query changes it."""
    advert = get_object_or_404(Advert.objects.running_at(timezone.now()), pk=pk)
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return HttpResponseRedirect(advert.link, headers=headers)
