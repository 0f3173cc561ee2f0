"""The brand as pages show it: a value, read once and shared by all pages until it changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from khabar.branding.colouring import DARK, LIGHT
from khabar.branding.keys import BRAND
from khabar.branding.models import DARK_PREFIX, Brand
from khabar.branding.styling import style_sheet
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share

# Twice the height at which a masthead shows it, for screens of twice the density.
LOGO = "max-720x104|format-webp"


@dataclass(frozen=True, slots=True)
class Logo:
    """A cut of the logo: its address, the file it is in, and its measures in pixels."""

    url: str
    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShownBrand:
    """What readers see of the brand. Without any choice it says what the settings and theme do.

    `sheet` is the style sheet with what differs from the theme's, `fingerprint` names its content.
    """

    names: dict[str, str] = field(default_factory=dict)
    logo: Logo | None = None
    dark_logo: Logo | None = None
    name_beside_logo: bool = False
    sheet: str = ""
    light: dict[str, str] = field(default_factory=lambda: dict(LIGHT))
    dark: dict[str, str] = field(default_factory=lambda: dict(DARK))
    text_face: str = "naskh"

    def name_in(self, language: str) -> str:
        """Return the paper's name in one edition."""
        return self.names.get(language) or str(settings.EDITIONS[language].title)

    @property
    def is_own(self) -> bool:
        """Whether the paper has a name or a logo of its own, which ours don't stand for."""
        return bool(self.names or self.logo)

    @property
    def fingerprint(self) -> str:
        """Return twelve letters and digits that are others for another style sheet."""
        return fingerprint(self.sheet)


def fingerprint(text: str) -> str:
    """Return twelve letters and digits that stand for `text` in an address."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


UNBRANDED = ShownBrand()
_last = {"brand": UNBRANDED}


def current_brand() -> ShownBrand:
    """Return the brand, for a page that is being rendered."""
    return share("brand", _read)


def brand_for_templates(request: object) -> dict[str, object]:
    """Give every template `brand`, which is read when it is used."""
    return {"brand": SimpleLazyObject(current_brand)}


def remembered_brand() -> ShownBrand:
    """Return the brand as this process read it last, without asking the database."""
    return _last["brand"]


def _read() -> ShownBrand:
    add_keys(BRAND)
    brand = Brand.objects.select_related("logo", "dark_logo").first()
    _last["brand"] = shown(brand) if brand else UNBRANDED
    return _last["brand"]


def shown(brand: Brand) -> ShownBrand:
    """Return what readers see of `brand`."""
    light, dark = brand.palette(), brand.palette(DARK_PREFIX)
    return ShownBrand(
        names=brand.names,
        logo=_cut(brand.logo),
        dark_logo=_cut(brand.dark_logo),
        name_beside_logo=brand.name_beside_logo,
        sheet=style_sheet(brand),
        light=LIGHT | {part: colour for part, colour in light.items() if colour},
        dark=DARK | {part: colour for part, colour in dark.items() if colour},
        text_face=brand.text_face or "naskh",
    )


def _cut(picture: object) -> Logo | None:
    if not picture:
        return None
    cut = picture.get_rendition(LOGO)  # type: ignore[attr-defined]
    return Logo(url=cut.url, path=cut.file.name, width=cut.width, height=cut.height)
