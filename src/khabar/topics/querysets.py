"""Reading topics and what is suggested about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db.models import Q, QuerySet

from khabar.naming.models import NamedQuerySet


class TopicQuerySet(NamedQuerySet):
    """Topics, asked for in English."""

    def current(self) -> Self:
        """Leave out what was merged into another topic."""
        return self.filter(merged_into=None)

    def offered(self) -> Self:
        """Keep what a story may still be given."""
        return self.current().filter(retired=False)

    def standing_at(self, slug: str) -> Any:
        """Return the topic that now stands where one had this slug, or None."""
        former = self.filter(Q(slug=slug) | Q(former_slugs__slug=slug)).distinct()
        found = former.select_related("merged_into").first()
        seen = set()
        while found and found.merged_into and found.pk not in seen:
            seen.add(found.pk)
            found = found.merged_into
        return found

    def every_name(self) -> dict[int, list[str]]:
        """Return by key all the names of each topic: those of the house, its aliases, and those of
        what was merged into it."""
        found: dict[int, list[str]] = defaultdict(list)
        keys = list(self.values_list("pk", flat=True))
        merged = self.model.objects.filter(merged_into__in=keys)
        own = self.model.objects.filter(pk__in=keys).values_list("pk", "names")
        for key, names in (*own, *merged.values_list("merged_into", "names")):
            found[key] += names.values()
        for key, text in self._aliases_of(keys):
            found[key].append(text)
        return {key: list(dict.fromkeys(names)) for key, names in found.items()}

    def _aliases_of(self, keys: list[int]) -> Iterable[tuple[int, str]]:
        aliases: QuerySet[Any] = self.model._meta.get_field("aliases").related_model.objects
        yield from aliases.filter(topic__in=keys).values_list("topic", "text")
        merged = aliases.filter(topic__merged_into__in=keys)
        yield from merged.values_list("topic__merged_into", "text")


class SuggestionQuerySet(QuerySet[Any]):
    """Suggestions, asked for in English."""

    def waiting(self) -> Self:
        """Keep those that nobody has decided on."""
        return self.filter(state="waiting")
