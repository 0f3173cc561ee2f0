"""Names: what one thing is called in several languages."""

from __future__ import annotations

from typing import Any


class Named:
    """Something with at most one name in each language.

    Whoever inherits has a `slug` and `names`, a manager whose rows have `language` and `name`.
    """

    slug: Any
    names: Any

    def __str__(self) -> str:
        return " · ".join(name.name for name in self.names.all()) or str(self.slug)

    def name_in(self, language: str) -> str:
        """Return the name in `language`, or in any language that has one, or the slug."""
        names: dict[str, str] = {name.language: name.name for name in self.names.all()}
        return names.get(language) or next(iter(names.values()), str(self.slug))
