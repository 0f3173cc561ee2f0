"""Where owners register what follows an event, and what is done every so often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise

from khabar.publishing.models import Lane, LedgerRow

ATTEMPTS = 15
TICK = "tick"


@dataclass(frozen=True)
class Event:
    """What happened, as a consequence is told it.

    `row` is the ledger's row: the same number at each attempt, so it can serve as a key for what
    must happen once. `former_keys` are those of the subject's event before this one.
    """

    row: int
    kind: str
    subject: str
    keys: tuple[str, ...]
    former_keys: tuple[str, ...]
    payload: Any
    attempt: int

    @classmethod
    def of(cls, row: LedgerRow) -> Event:
        """Return the event that a row of the ledger belongs to."""
        keys, former = tuple(row.keys), tuple(row.former_keys)
        return cls(row.pk, row.kind, row.subject, keys, former, row.payload, row.attempts)

    @property
    def every_key(self) -> tuple[str, ...]:
        """The keys of before and of now, each once."""
        return tuple(dict.fromkeys((*self.keys, *self.former_keys)))


class GiveUp(Exception):
    """Raised by a consequence that would fail at every further attempt."""


@dataclass(frozen=True)
class Consequence:
    """A registered consequence, or work that is done every so often (then `every` is set)."""

    name: str
    run: Callable[[Event], object]
    on: frozenset[str]
    subjects: frozenset[str] = field(default_factory=frozenset)
    lane: Lane = Lane.READERS
    order: int = 0
    attempts: int = ATTEMPTS
    label: Promise | str = ""
    every: timedelta = timedelta(0)

    def follows(self, kind: str, subject: str) -> bool:
        """Return whether it follows an event of this kind with this subject."""
        meant = not self.subjects or subject.partition("/")[0] in self.subjects
        return not self.every and meant and kind in self.on


_known: dict[str, Consequence] = {}
CONSEQUENCES: Mapping[str, Consequence] = MappingProxyType(_known)


def consequence(
    name: str,
    *,
    on: Iterable[str],
    subjects: Iterable[str] = (),
    lane: Lane = Lane.READERS,
    order: int = 0,
    attempts: int = ATTEMPTS,
    label: Promise | str = "",
) -> Callable[[Callable[[Event], object]], Callable[[Event], object]]:
    """Register a function as what follows events of the kinds `on`.

    It is called with an `Event`, at least once and perhaps again, in a worker. So it must be
    idempotent. What it raises is written into the ledger, and it is called again later, up to
    `attempts` times; `GiveUp` ends that at once.

    `name` is written into the ledger and never changes ("search.index"). `subjects` are the first
    parts of the subjects meant ("story"), all if left out. Of one event's consequences, those with
    a lower `order` come first. Whatever asks another host belongs into `Lane.LATER`. `label` is
    what editors read at the desk.

    Raises `ValueError` where the name is taken.
    """

    def register(function: Callable[[Event], object]) -> Callable[[Event], object]:
        kinds, meant = frozenset(on), frozenset(subjects)
        _add(Consequence(name, function, kinds, meant, lane, order, attempts, label))
        return function

    return register


def every(
    *,
    name: str,
    minutes: float = 0,
    seconds: float = 0,
    lane: Lane = Lane.LATER,
    label: Promise | str = "",
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function to be called, without arguments, each time so many minutes have passed.

    However many ticks were missed while nothing ran, it is called once. A tick that fails is tried
    three times; then the next one is waited for.

    Raises `ValueError` where the name is taken or no time is given.
    """
    interval = timedelta(minutes=minutes, seconds=seconds)
    if interval <= timedelta(0):
        raise ValueError(f"{name}: say after how many minutes or seconds it is due again.")

    def register(function: Callable[[], object]) -> Callable[[], object]:
        _add(
            Consequence(
                name=name,
                run=lambda event: function(),
                on=frozenset({TICK}),
                lane=lane,
                attempts=3,
                label=label,
                every=interval,
            )
        )
        return function

    return register


def _add(new: Consequence) -> None:
    if new.name in _known:
        raise ValueError(f"There is a consequence with the name {new.name!r} already.")
    _known[new.name] = new


def following(kind: str, subject: str) -> list[Consequence]:
    """Return what follows such an event, in the order in which it is to be done."""
    meant = [known for known in _known.values() if known.follows(kind, subject)]
    return sorted(meant, key=lambda known: (known.lane, known.order))
