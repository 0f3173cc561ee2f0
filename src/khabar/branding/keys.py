"""What a change of the brand changes for readers: every page, so every page carries `brand`.

A new file for the logo's picture purges nothing: pages show it within the minute in which they are
rendered again.
"""

from __future__ import annotations

from khabar.branding.models import Brand

BRAND = "brand"


def subject_of(brand: Brand) -> str:
    """Return what the ledger calls the brand."""
    return BRAND


def keys_of(brand: Brand) -> list[str]:
    """Return the keys of all pages that the brand's change changes: all of them."""
    return [BRAND]
