"""Reading sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from khabar.contributors.spelling import as_lines
from khabar.naming.models import NamedQuerySet

if TYPE_CHECKING:
    from khabar.contributors.models import Source


class SourceQuerySet(NamedQuerySet):
    """Sources, asked for in English."""

    def called(self, *names: str) -> Self:
        """Keep what is called by one of `names`, in any language and however it is spelt."""
        wanted = Q(pk__in=[])
        for line in filter(None, (as_lines([name]) for name in names)):
            wanted |= Q(spellings__contains=line)
        return self.filter(wanted)

    def find(self, name: str) -> Source | None:
        """Return the source that is called `name`, or None."""
        found: Source | None = self.called(name).order_by("pk").first()
        return found
