"""Merging topics that are one, and parting them again. Only a person does either."""

from __future__ import annotations

from khabar.topics.models import Topic


def standing_for() -> dict[int, int]:
    """Return for each topic that was merged the one that stands for it now."""
    merged = dict(
        Topic.objects.exclude(merged_into=None).values_list("pk", "merged_into").order_by()
    )
    return {key: _last(key, merged) for key in merged}


def _last(key: int, merged: dict[int, int]) -> int:
    seen = {key}
    while (after := merged.get(key)) and after not in seen:
        key = after
        seen.add(key)
    return key
