"""What a change of an advert changes for readers.

`adverts/<language>` is carried by every page that has a place for adverts. An advert that starts or
ends by the clock purges nothing: its pages are rendered again when they are read a minute later.
"""

from __future__ import annotations

from khabar.adverts.models import Advert


def adverts_key(language: str) -> str:
    """Return the key of all pages of an edition with a place for adverts."""
    return f"adverts/{language}"


def subject_of(advert: Advert) -> str:
    """Return what the ledger calls an advert."""
    return f"advert/{advert.pk}"


def keys_of(advert: Advert) -> list[str]:
    """Return the keys of all pages that an advert's change changes."""
    return [adverts_key(advert.language)]
