"""What a front's page is made from, and what its publication changes.

| Key | Carried by |
|---|---|
| `front/<language>/<section>` | the page of a front, arranged or not; `main` for the main one |

An arranged front also carries the key of every story that it shows or that was picked for it (so
that one that is published again comes back), and for each rule that fills it the key of that list:
a new story in a section makes the fronts new that are filled from it, and no others.

What purges nothing: a saved draft, a lock, a workflow step. A breaking story's end is recorded by
the stories themselves.
"""

from __future__ import annotations

from khabar.fronts.models import Front

MAIN = "main"


def front_key(language: str, section: str = MAIN) -> str:
    """Return the key of a front's page; `section` is the section's slug."""
    return f"front/{language}/{section}"


def subject_of(front: Front) -> str:
    """Return what the ledger calls a front."""
    return f"front/{front.pk}"


def keys_of(front: Front) -> list[str]:
    """Return the keys of all pages that a front's publication changes."""
    return [front_key(front.language, front.section.slug if front.section else MAIN)]
