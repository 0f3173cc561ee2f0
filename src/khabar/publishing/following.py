"""How an owner lets its model's publications be recorded.

Wagtail's signals come before its audit log, and its edit view opens no transaction. So receivers
only record and wake, and `PublishedWhole` makes a publication one transaction: the row, the log
and the ledger are there together or not at all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from wagtail.signals import published, unpublished

from khabar.publishing.alarming import end_alarm, raise_alarm
from khabar.publishing.leasing import describe
from khabar.publishing.models import Alarm
from khabar.publishing.recording import former_keys, record

if TYPE_CHECKING:
    from wagtail.models import DraftStateMixin as Base
else:
    Base = object

Followed = TypeVar("Followed", bound=models.Model)
Keys = Callable[[Followed], Iterable[str]]

logger = logging.getLogger(__name__)

_followed: list[type[models.Model]] = []


class PublishedWhole(Base):
    """Publishes and unpublishes in one transaction. It stands before `DraftStateMixin` among a
    model's bases."""

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision, as Wagtail does."""
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish it, as Wagtail does."""
        return super().unpublish(*args, **kwargs)


def follow(
    model: type[Followed],
    *,
    subject: Callable[[Followed], str],
    keys: Callable[[Followed], Iterable[str]],
) -> None:
    """Record each time that an instance of `model` is published, unpublished or deleted.

    `subject` names an instance ("story/76227"), also once it is deleted. `keys` returns the keys
    of what readers see of it; where it raises, the former keys stand in and an alarm is raised, for
    a story must go out whatever its keys.
    """

    def note(kind: str, instance: Followed, *, forget: bool = False) -> None:
        name = subject(instance)
        record(
            kind=kind,
            subject=name,
            keys=_keys(name, instance, keys),
            title=str(instance),
            forget=forget,
        )

    def note_publication(sender: Any, instance: Followed, **kwargs: Any) -> None:
        # Wagtail also says "published" of what was only planned, and takes it down for that.
        if getattr(instance, "live", True):
            note("published", instance)
        elif getattr(instance, "first_published_at", None):
            note("unpublished", instance)

    def note_withdrawal(sender: Any, instance: Followed, **kwargs: Any) -> None:
        note("unpublished", instance)

    def note_deletion(sender: Any, instance: Followed, **kwargs: Any) -> None:
        note("deleted", instance, forget=True)

    label = f"khabar_publishing/{model._meta.label}"
    for signal, receiver in (
        (published, note_publication),
        (unpublished, note_withdrawal),
        (post_delete, note_deletion),
    ):
        signal.connect(receiver, sender=model, weak=False, dispatch_uid=label)
    _followed.append(model)


def followed_models() -> tuple[type[models.Model], ...]:
    """Return the models whose publications are recorded."""
    return tuple(_followed)


def _keys(name: str, instance: Followed, keys: Keys[Followed]) -> list[str]:
    """Return the keys of `instance`, or where that fails its former ones, with an alarm."""
    alarm = f"keys/{name}"
    try:
        with transaction.atomic():
            found = list(keys(instance))
    except Exception as error:
        logger.exception("The keys of %s can't be told", name)
        raise_alarm(key=alarm, kind=Alarm.Kind.KEYS, item=instance, error=describe(error))
        return former_keys(name)
    end_alarm(alarm)
    return found
