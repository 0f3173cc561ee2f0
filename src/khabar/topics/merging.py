"""Merging topics that are one, and parting them again. Only a person does either.

A topic that is merged keeps its row: its names become further spellings of the other, its address
leads to the other's, and parting them gives everything back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from khabar.topics.models import Topic, TopicAlias

MERGED, PARTED, SPLIT = "topics.merge", "topics.part", "topics.split"


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


@transaction.atomic
def merge_topics(*, merged: Topic, into: Topic, user: Any = None) -> None:
    """Let `into` stand for `merged`, in all stories and at its address.

    Raises `ValidationError` where one is the other already, or was merged itself.
    """
    if merged.pk == into.pk:
        raise ValidationError(_("Choose another topic: one can't be merged into itself."))
    if merged.merged_into_id or into.merged_into_id:
        raise ValidationError(_("One of the two was merged before. Part it first."))
    _move(merged, into)
    log(into, MERGED, user=user, data={"merged": str(merged), "key": merged.pk})


@transaction.atomic
def part_topics(*, merged: Topic, user: Any = None) -> Topic:
    """Undo a merge: `merged` stands for itself again. Return what it had been merged into."""
    into = merged.merged_into
    if into is None:
        raise ValidationError(_("This topic isn't merged into another."))
    _move(merged, None, beside=into)
    log(into, PARTED, user=user, data={"parted": str(merged), "key": merged.pk})
    return into


def _move(merged: Topic, into: Topic | None, *, beside: Topic | None = None) -> None:
    Topic.objects.filter(pk=merged.pk).update(merged_into=into)
    merged.merged_into = into
    for topic in (merged, into or beside):
        if topic:
            _say_changed(topic)


def _say_changed(topic: Topic) -> None:
    """Save a topic as it is stored, so that whatever follows its change does."""
    Topic.objects.get(pk=topic.pk).save()


@transaction.atomic
def split_topic(
    *, topic: Topic, aliases: Iterable[TopicAlias], kind: str = "", user: Any = None
) -> Topic:
    """Make a topic of its own from spellings of `topic` that are somebody else's. Return it.

    The first spelling in each language becomes its name there. Raises `ValidationError` without
    any spelling.
    """
    taken = list(aliases)
    if not taken:
        raise ValidationError(_("Choose the spellings that belong to the new topic."))
    names: dict[str, str] = {}
    for alias in taken:
        names.setdefault(alias.language, alias.text)
    new = Topic(kind=kind or topic.kind, names=names, slug=free_slug(names))
    new.aliases.set([_copy(alias) for alias in taken if alias.text not in names.values()])
    TopicAlias.objects.filter(pk__in=[alias.pk for alias in taken]).delete()
    new.save()
    _say_changed(topic)
    log(topic, SPLIT, user=user, data={"split": str(new), "key": new.pk})
    return new


def _copy(alias: TopicAlias) -> TopicAlias:
    fields = ("language", "text", "avoided", "needs_context", "takes_prefixes")
    return TopicAlias(**{field: getattr(alias, field) for field in fields})


def free_slug(names: dict[str, str]) -> str:
    """Return a slug for a topic with these names that no other topic has."""
    name = names.get("en") or next(iter(names.values()), "")
    wanted = slugify(name)[:40].strip("-") or "topic"
    taken = set(Topic.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbers) if slug not in taken)
