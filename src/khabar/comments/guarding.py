"""The guards: each looks at a comment for one thing, and says how bad it is and what it saw.

Nothing is refused on a score. A high sum is taken for spam, which is kept for a month; a middling
one waits for a moderator, who sees why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from django.utils.functional import Promise

from khabar.comments.models import Comment, Commenter
from khabar.comments.unmasking import unmask

WAITS_AT: Final = 3.0
SPAM_AT: Final = 8.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a guard saw: how much it weighs (less than nothing speaks for the comment), and what."""

    score: float
    found: str = ""


@dataclass
class Examined:
    """A comment as the guards look at it."""

    comment: Comment
    language: str
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def folded(self) -> str:
        """The text without disguise."""
        return unmask(self.comment.text, self.language)

    @property
    def commenter(self) -> Commenter | None:
        """Whoever wrote it, as far as an address tells."""
        return self.comment.commenter


Look = Callable[[Examined], Finding | None]


@dataclass(frozen=True, slots=True)
class Guard:
    """A registered guard; `label` is what a moderator reads before what it saw."""

    name: str
    look: Look
    label: Promise | str


_known: dict[str, Guard] = {}
GUARDS: Mapping[str, Guard] = MappingProxyType(_known)


def guard(name: str, *, label: Promise | str) -> Callable[[Look], Look]:
    """Register a guard under a name that never changes. Raises `ValueError` where it is taken."""

    def register(look: Look) -> Look:
        if name in _known:
            raise ValueError(f"There is a guard with the name {name!r} already.")
        _known[name] = Guard(name, look, label)
        return look

    return register


def examine(examined: Examined) -> list[dict[str, Any]]:
    """Return what the guards saw, the heaviest first, as it is kept with the comment.

    A guard that fails lets the comment wait, and says so.
    """
    reasons = []
    for known in GUARDS.values():
        try:
            finding = known.look(examined)
        except Exception:
            logger.exception("The guard %s failed", known.name)
            finding = Finding(WAITS_AT, "!")
        if finding:
            score, found = round(finding.score, 1), finding.found
            reasons.append({"guard": known.name, "score": score, "found": found})
    return sorted(reasons, key=lambda reason: -reason["score"])


def label_of(name: str) -> Promise | str:
    """Return what a moderator reads for a guard that may be registered no more."""
    return GUARDS[name].label if name in GUARDS else name
