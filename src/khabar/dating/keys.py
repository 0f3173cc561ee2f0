"""What an announcement changes, as the keys of finished pages.

| Key | Carried by |
|---|---|
| `months/<country>` | every page whose masthead shows a Hijri date of that country |

What purges nothing, and why:

- A new day: mastheads are kept like the rest of their page, and made anew when it is read.
"""

from __future__ import annotations

from khabar.dating.models import AnnouncedMonth


def months_key(country: str) -> str:
    """Return the key of what shows Hijri dates as a country counts them."""
    return f"months/{country}"


def subject_of(entry: AnnouncedMonth) -> str:
    """Return what the ledger calls an announced month."""
    return f"month/{entry.country}/{entry.year}-{entry.month:02}"


def keys_of(entry: AnnouncedMonth) -> list[str]:
    """Return the keys of all pages that an announcement changes."""
    return [months_key(entry.country)]
