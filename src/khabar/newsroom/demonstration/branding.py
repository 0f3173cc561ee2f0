"""The demonstration paper's name, mark and colours, as an administrator would have chosen them."""

from __future__ import annotations

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from khabar.branding.models import Brand
from khabar.media.models import Picture
from khabar.newsroom.demonstration.drawing import draw_logo
from khabar.newsroom.demonstration.reading import names


def choose_brand() -> None:
    """Give the paper its brand, where it has none yet."""
    if Brand.objects.exists():
        return
    logos = {"logo": _logo("light"), "dark_logo": _logo("dark")}
    brand = Brand(name_beside_logo=True, **names()["brand"], **logos)
    brand.full_clean()
    brand.save()


def _logo(ground: str) -> Picture:
    title = f"logo-{ground}"
    file = ContentFile(draw_logo(ground), name=f"{title}.png")
    logo: Picture = get_image_model().objects.create(title=title, file=file)
    return logo
