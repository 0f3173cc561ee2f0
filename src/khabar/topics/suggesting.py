"""Offering names to an editor: new spellings of topics, and names that recur.

Close letters alone mean nothing (of a hundred pairs of names that sound alike one or two are one
name), so a spelling is offered only where it keeps the company of its topic: see `keeping_company`.
What an editor refused never comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from khabar.topics.merging import free_slug
from khabar.topics.models import Suggestion, Topic, TopicAlias

# In so many stories a name stands before it is offered as a topic of its own.
RECURS: Final = 3
# And in so many a spelling of a topic's name, where no first name stands before it.
LEAST: Final = 2
_MOST_EXAMPLES: Final = 3

State = Suggestion.State


@transaction.atomic
def suggest(
    *,
    language: str,
    text: str,
    folded: str,
    topic: int | None,
    stories: int,
    shared: Sequence[str] = (),
    examples: Sequence[dict[str, str]] = (),
) -> None:
    """Offer a name to the editors, or bring what is offered up to date. What was decided stays."""
    kind = Suggestion.Kind.SPELLING if topic else Suggestion.Kind.NAME
    facts = {
        "text": text,
        "stories": stories,
        "shared": list(shared)[:6],
        "examples": list(examples)[:_MOST_EXAMPLES],
    }
    offered = Suggestion.objects.filter(language=language, folded=folded)
    found = offered.filter(topic=topic) if topic else offered.filter(topic=None)
    if not found.exists():
        Suggestion.objects.create(
            language=language, folded=folded, topic_id=topic, kind=kind, **facts
        )
        return
    found.waiting().update(**facts)


@transaction.atomic
def accept_spelling(
    *, suggestion: Suggestion, topic: Topic, avoided: bool = False, user: Any = None
) -> TopicAlias:
    """Make a suggested name another spelling of `topic`; its stories are searched again."""
    _must_wait(suggestion)
    alias, _made = TopicAlias.objects.get_or_create(
        topic=topic,
        language=suggestion.language,
        folded=suggestion.folded,
        defaults={"text": suggestion.text, "avoided": avoided},
    )
    _decide(suggestion, State.ACCEPTED, user)
    Topic.objects.get(pk=topic.pk).save()
    return alias


@transaction.atomic
def accept_name(*, suggestion: Suggestion, kind: str, user: Any = None) -> Topic:
    """Make a topic of a suggested name."""
    _must_wait(suggestion)
    names = {suggestion.language: suggestion.text}
    topic = Topic(kind=kind, names=names, slug=free_slug(names))
    topic.save()
    _decide(suggestion, State.ACCEPTED, user)
    return topic


def refuse(*, suggestion: Suggestion, user: Any = None) -> None:
    """Never offer this name again."""
    _must_wait(suggestion)
    _decide(suggestion, State.REFUSED, user)


@transaction.atomic
def take_back(*, suggestion: Suggestion) -> None:
    """Undo a decision: the name waits again, and a spelling that was accepted is gone."""
    if suggestion.topic_id and suggestion.state == State.ACCEPTED:
        aliases = TopicAlias.objects.filter(topic=suggestion.topic_id, folded=suggestion.folded)
        aliases.filter(language=suggestion.language).delete()
        Topic.objects.get(pk=suggestion.topic_id).save()
    _decide(suggestion, State.WAITING, None)


def _must_wait(suggestion: Suggestion) -> None:
    if suggestion.state != State.WAITING:
        raise ValidationError(_("This was decided already."))


def _decide(suggestion: Suggestion, state: str, user: Any) -> None:
    suggestion.state, suggestion.decided_by = state, user
    suggestion.decided_at = None if state == State.WAITING else timezone.now()
    suggestion.save(update_fields=["state", "decided_by", "decided_at"])
