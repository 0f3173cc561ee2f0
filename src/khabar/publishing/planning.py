"""What is planned, and which of it is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Revision

_scheduled: list[type[models.Model]] = []


@dataclass(frozen=True)
class Due:
    """Something planned whose time has come. `revision` is `None` where it is to be taken down."""

    moment: datetime
    content_type: int
    object_id: str
    revision: int | None

    @property
    def key(self) -> str:
        """The name under which the alarms know it."""
        deed = f"publish/{self.revision}" if self.revision else "expire"
        return f"schedule/{deed}/{self.content_type}/{self.object_id}"

    def rows(self) -> models.QuerySet[Any]:
        """Return a query for the item's row, of which there is at most one."""
        model: Any = ContentType.objects.get_for_id(self.content_type).model_class()
        found: models.QuerySet[Any] = model._base_manager.filter(pk=self.object_id)
        return found


def register_schedule(model: type[models.Model]) -> None:
    """Let the scheduler publish and expire what has Wagtail's `DraftStateMixin`.

    For pages that is `Page`, once for all kinds. A model with many rows needs an index on
    `expire_at`, for which it is asked each five seconds.
    """
    if model not in _scheduled:
        _scheduled.append(model)


def scheduled_models() -> tuple[type[models.Model], ...]:
    """Return the registered models."""
    return tuple(_scheduled)


def due_items(moment: datetime) -> list[Due]:
    """Return what is due at `moment`, in the order of the plan."""
    return sorted([*_due_to_go_live(moment), *_due_to_expire(moment)], key=_in_order)


def _in_order(due: Due) -> tuple[datetime, bool]:
    # What ends at the moment at which the next begins must end first.
    return due.moment, due.revision is not None


def _due_to_go_live(moment: datetime) -> Iterator[Due]:
    types = ContentType.objects.get_for_models(*_scheduled).values()
    revisions = Revision.objects.filter(
        base_content_type__in=[each.pk for each in types], approved_go_live_at__lte=moment
    )
    fields = ("approved_go_live_at", "base_content_type_id", "object_id", "pk")
    return (Due(*values) for values in revisions.order_by("pk").values_list(*fields))


def _due_to_expire(moment: datetime) -> Iterator[Due]:
    for model in _scheduled:
        kind = ContentType.objects.get_for_model(model).pk
        live: models.QuerySet[Any] = model._default_manager.filter(live=True)
        for key, ends in live.filter(expire_at__lte=moment).values_list("pk", "expire_at"):
            yield Due(ends, kind, str(key), None)
