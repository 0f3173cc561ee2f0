"""Telling editors that something needs their eyes."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from khabar.publishing.models import AT_ONCE, Alarm

logger = logging.getLogger(__name__)


@transaction.atomic
def raise_alarm(
    *,
    key: str,
    kind: Alarm.Kind,
    item: models.Model | str = "",
    error: str = "",
    run_after: datetime = AT_ONCE,
) -> Alarm:
    """Show an alarm at the desk, or show it as the last of several with the same `key`.

    `item` is what it is about; `run_after` is when the scheduler tries again what failed.
    """
    fresh: dict[str, Any] = {"kind": kind, "error": error, "run_after": run_after}
    alarm, is_new = Alarm.objects.select_for_update().get_or_create(
        key=key, defaults=fresh | about(item)
    )
    if is_new:
        logger.error("Alarm %s: %s %s", key, kind.value, error)
        return alarm
    for name, value in (fresh | about(item) | {"last_at": timezone.now()}).items():
        setattr(alarm, name, value)
    alarm.times += 1
    alarm.save()
    return alarm


def about(item: models.Model | str) -> dict[str, Any]:
    """Return the fields of an alarm that say what it is about."""
    if isinstance(item, str):
        return {"item": item[:255]}
    return {
        "item": str(item)[:255],
        "content_type": ContentType.objects.get_for_model(item),
        "object_id": str(item.pk),
    }


def end_alarm(key: str) -> None:
    """Take an alarm from the desk, where there is one."""
    alarms = Alarm.objects.filter(key=key)
    # A look takes no lock; nearly always there is nothing to delete.
    if alarms.exists():
        alarms.delete()
        logger.error("Alarm %s is over", key)
