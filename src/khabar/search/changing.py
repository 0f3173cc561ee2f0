"""Which stories a change concerns: itself, or all that name what was called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from khabar.stories.models import Story

_NAMED: Final = {
    "section": "section",
    "topic": "mentions__topic",
    "contributor": "credits__contributor",
}
"""By what a subject is called in the ledger: where a story names it."""


class Changed:
    """The stories that are to be described anew, by their numbers; each once."""

    def __init__(self) -> None:
        self._numbers: dict[int, None] = {}
        self._others: list[QuerySet[Story, int]] = []
        self.names = False

    def note(self, kind: str, key: str) -> None:
        """Note a subject of the ledger, such as "story/76227" or "topic/7"."""
        if kind in ("story", "topics-of"):
            self._numbers[int(key)] = None
        elif field := _NAMED.get(kind):
            self.names = True
            named = Story.objects.filter(**{field: int(key)})
            self._others.append(named.order_by("number").values_list("number", flat=True))

    def draft(self, keys: Iterable[int]) -> None:
        """Note stories by their primary keys."""
        wanted = Story.objects.filter(pk__in=list(keys)).values_list("number", flat=True)
        self._numbers |= dict.fromkeys(wanted)

    def in_portions(self, size: int) -> Iterator[set[int]]:
        """Return the numbers, so many at a time."""
        numbers = self._each()
        while portion := set(islice(numbers, size)):
            yield portion

    def _each(self) -> Iterator[int]:
        yield from self._numbers
        for others in self._others:
            yield from (number for number in others.iterator() if number not in self._numbers)
