"""How an owner lets each change of a plain row be recorded: a section, a topic, an advert.

What has drafts is followed instead (see `following`): saving a draft changes nothing for readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models.signals import post_delete, post_save

from khabar.publishing.recording import record

Changed = TypeVar("Changed", bound=models.Model)


def note_changes(
    model: type[Changed],
    *,
    subject: Callable[[Changed], str],
    keys: Callable[[Changed], Iterable[str]],
) -> None:
    """Record each time that a row of `model` is made, changed or deleted, as "changed".

    `subject` names the row ("section/7"); `keys` returns the keys of what readers see of it.
    """

    def note(sender: Any, instance: Changed, **kwargs: Any) -> None:
        if not kwargs.get("raw"):
            record(kind="changed", subject=subject(instance), keys=keys(instance))

    for signal in (post_save, post_delete):
        label = f"khabar_publishing/{model._meta.label}"
        signal.connect(note, sender=model, weak=False, dispatch_uid=label)
