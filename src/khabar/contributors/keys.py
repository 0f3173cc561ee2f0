"""What a change of a contributor or a source changes for readers.

`by/<slug>` and `source/<slug>` are carried by their own pages and by every story that credits them.
"""

from __future__ import annotations

from khabar.contributors.models import Contributor, Source


def contributor_key(slug: str) -> str:
    """Return the key of what shows a contributor's name."""
    return f"by/{slug}"


def subject_of(contributor: Contributor) -> str:
    """Return what the ledger calls a contributor."""
    return f"contributor/{contributor.pk}"


def keys_of(contributor: Contributor) -> list[str]:
    """Return the keys of all pages that a contributor's change changes."""
    return [contributor_key(contributor.slug)]


def source_key(slug: str) -> str:
    """Return the key of what shows a source's name."""
    return f"source/{slug}"


def subject_of_source(source: Source) -> str:
    """Return what the ledger calls a source."""
    return f"source/{source.pk}"


def keys_of_source(source: Source) -> list[str]:
    """Return the keys of all pages that a source's change changes."""
    return [source_key(source.slug)]
