"""Comparing the index with the database: what is missing, what is too much, what is old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from khabar.search.engine import Question
from khabar.search.indexing import open_reader
from khabar.stories.models import Story

AT_A_TIME: Final = 2000


@dataclass
class Report:
    """The numbers of published stories that the index lacks, and those that it has too many."""

    stories: int = 0
    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether the index is as it ought to be."""
        return not self.missing and not self.surplus


def check() -> Report:
    """Compare the index in use with what is published. Raises `Unavailable`."""
    reader, report = open_reader(), Report()
    indexed = reader.numbers(Question())
    for numbers in _published():
        report.stories += len(numbers)
        report.missing += sorted(numbers - indexed)
        indexed -= numbers
    report.surplus = sorted(indexed)
    return report


def _published() -> Iterator[set[int]]:
    last = 0
    rows = Story.objects.published().order_by("number").values_list("number", flat=True)
    while numbers := set(rows.filter(number__gt=last)[:AT_A_TIME]):
        yield numbers
        last = max(numbers)
