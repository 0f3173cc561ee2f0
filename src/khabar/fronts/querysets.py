"""Reading fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from khabar.fronts.models import Front
    from khabar.topics.models import Section


class FrontQuerySet(QuerySet["Front"]):
    """Fronts, asked for in English."""

    def published(self) -> Self:
        """Keep what readers see."""
        return self.filter(live=True)

    def with_places(self) -> Self:
        """Fetch with each front its edition and its section."""
        return self.select_related("locale", "section")

    def shown(self, language: str, section: Section | None) -> Front | None:
        """Return the published front of a section, or an edition's main one, if there is one."""
        here = self.filter(locale__language_code=language, section=section)
        return here.published().with_places().first()
