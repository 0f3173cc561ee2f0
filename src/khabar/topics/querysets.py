"""Reading sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from khabar.topics.models import Section  # noqa: F401


class SectionQuerySet(QuerySet["Section"]):
    """Sections, asked for in English."""

    def in_edition(self, language: str) -> SectionQuerySet:
        """Keep the sections that the edition in `language` has, in the paper's order."""
        return self.filter(names__language=language)
