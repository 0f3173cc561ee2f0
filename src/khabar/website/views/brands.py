"""The brand's style sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from khabar.branding.keys import BRAND
from khabar.branding.showing import current_brand
from khabar.delivery.declaring import finished
from khabar.website.rendering import FOR_EVER


@finished(keys=[BRAND])
def brand_sheet(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Answer with the brand's style sheet as it is now.

    Under its own fingerprint it never changes; a page from before the brand's last change asks
    under another, and looks like the others at once.
    """
    brand = current_brand()
    response = HttpResponse(brand.sheet, content_type="text/css; charset=utf-8")
    if fingerprint == brand.fingerprint:
        response.headers["Cache-Control"] = FOR_EVER
    return response
