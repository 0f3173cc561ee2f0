"""A story's number: one sequence for the whole installation, in every language.

The sequence is a row, not a database sequence, so that it is the same on SQLite and PostgreSQL,
can be moved above an imported number, and takes nothing when the story's transaction fails. The
row stays locked until that transaction ends, so two stories saved at once can't have one number.
"""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.db.models import F

LARGEST_NUMBER = 999_999_999_999


@transaction.atomic
def take_number() -> int:
    """Return the next free number and keep it from everyone else."""
    sequence = apps.get_model("khabar_stories", "NumberSequence")
    sequence.objects.get_or_create(pk=1)
    sequence.objects.filter(pk=1).update(last=F("last") + 1)
    return int(sequence.objects.values_list("last", flat=True).get(pk=1))


@transaction.atomic
def move_sequence_above(number: int) -> None:
    """Let the sequence go on above `number`, which an imported story brought with it."""
    sequence = apps.get_model("khabar_stories", "NumberSequence")
    sequence.objects.get_or_create(pk=1)
    sequence.objects.filter(pk=1, last__lt=number).update(last=number)
