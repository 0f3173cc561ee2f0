"""What a change of a contributor changes for readers.

`by/<slug>` is carried by the contributor's own pages and by every story that credits them.
"""

from __future__ import annotations

from khabar.contributors.models import Contributor


def contributor_key(slug: str) -> str:
    """Return the key of what shows a contributor's name."""
    return f"by/{slug}"


def subject_of(contributor: Contributor) -> str:
    """Return what the ledger calls a contributor."""
    return f"contributor/{contributor.pk}"


def keys_of(contributor: Contributor) -> list[str]:
    """Return the keys of all pages that a contributor's change changes."""
    return [contributor_key(contributor.slug)]
