"""Choosing across languages: what stands beside a story's translations, where readers of this
edition can read it too.

An edition of few stories has little that is alike in its own words. What an edition of many knows
of the same story serves it as well.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import F

from khabar.related.models import Reason, RelatedStory
from khabar.stories.models import Story

SAYING_NOTHING: Final = (Reason.SECTION, Reason.LATEST)
"""Whatever stands beside a translation for no better reason than these has no business here."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A story whose translation stands beside a translation: its key, number, and the row there."""

    pk: int
    number: int
    row: RelatedStory


def beside_by_translations(
    story: Story, *, how_many: int, without: Collection[int] = ()
) -> list[Translated]:
    """Return what is published in the edition of `story` and stands, translated, in the lists of
    its translations, the best first; nothing that has one of the keys `without`."""
    rows: dict[object, RelatedStory] = {}
    lists = RelatedStory.objects.beside_translations(story).exclude(reason__in=SAYING_NOTHING)
    for row in lists.select_related("topic").annotate(key=F("other__translation_key")):
        rows.setdefault(row.key, row)
    if not rows:
        return []
    here = Story.objects.published().filter(locale=story.locale_id, translation_key__in=rows)
    found = here.exclude(pk__in=[story.pk, *without]).values_list("translation_key", "pk", "number")
    keys = {key: (pk, number) for key, pk, number in found}
    best = [Translated(*keys[key], row) for key, row in rows.items() if key in keys]
    return best[:how_many]
