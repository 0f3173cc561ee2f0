"""What many pages show alike is made once: the sections, the newest stories, the foot of the page.

A shared part is remembered together with the keys that were added while it was made, as a page is.
It is used again only while none of them was purged, in any process; so a page that is rendered
after a purge never shows what the purge was about. Its keys are the page's, too, but for those that
only the part is to follow.

It works while a page is made to be kept and does nothing elsewhere: a preview at the desk makes
everything anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from khabar.delivery.declaring import add_keys, making_a_page, signals_here
from khabar.delivery.signalling import Signals, slot_of

T = TypeVar("T")

_MOST_PARTS = 1024
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Part:
    """A shared part: what was made, from which keys, and the marks that stood in their slots."""

    value: Any
    keys: frozenset[str]
    marks: tuple[tuple[int, int], ...]
    until: float

    def is_current(self, signals: Signals) -> bool:
        """Return whether nothing that the part shows has been purged since."""
        marks = signals.marks
        return time.monotonic() < self.until and all(
            marks[slot] == mark for slot, mark in self.marks
        )


def share(
    name: str, make: Callable[[], T], *, follows: Sequence[str] = (), seconds: float = _SECONDS
) -> T:
    """Return what `make` returned last under this name, or make it if any of its keys was purged.

    `name` tells it from every other part, its language included. `follows` are further keys whose
    purge has it made anew for pages to come; the pages that show it don't carry them. Whoever gets
    the value must not change it: other pages and other threads get the same. After `seconds` it
    is made anew anyway.
    """
    signals = signals_here()
    if signals is None:
        return make()
    part = _current(signals, name)
    if part is None:
        purges = signals.purges
        part = _made(signals, make, follows, seconds)
        _remember(signals, name, part, since=purges)
    add_keys(*part.keys)
    value: T = part.value
    return value


def share_each(
    names: Iterable[str], make: Callable[[list[str]], Iterable[tuple[str, Callable[[], T]]]]
) -> dict[str, T]:
    """Return several parts by their names, as `share` does, from one question for what is missing.

    `make` is given the names that are missing. It asks for all of them at once what they are made
    from, and returns for each the name and how it is made; a name that it leaves out has no part.
    """
    signals = signals_here()
    if signals is None:
        return {name: make_one() for name, make_one in make(list(names))}
    wanted, purges = list(names), signals.purges
    parts = {name: part for name in wanted if (part := _current(signals, name))}
    missing = [name for name in wanted if name not in parts]
    for name, make_one in make(missing) if missing else ():
        parts[name] = _made(signals, make_one)
        _remember(signals, name, parts[name], since=purges)
    add_keys(*(key for part in parts.values() for key in part.keys))
    return {name: part.value for name, part in parts.items()}


def _current(signals: Signals, name: str) -> Part | None:
    part: Part | None = signals.parts.get(name)
    return part if part and part.is_current(signals) else None


def _made(
    signals: Signals,
    make: Callable[[], Any],
    follows: Sequence[str] = (),
    seconds: float = _SECONDS,
) -> Part:
    with making_a_page(signals) as making:
        value = make()
    keys = frozenset(making.keys)
    marks = tuple((slot, signals.marks[slot]) for slot in map(slot_of, keys.union(follows)))
    return Part(value, keys, marks, time.monotonic() + seconds)


def _remember(signals: Signals, name: str, part: Part, *, since: int) -> None:
    """Remember a part, unless anything was purged since its making began.

    A purge counts itself before it marks its keys: if the count is the same, so are the marks.
    """
    if signals.purges != since:
        return
    if len(signals.parts) >= _MOST_PARTS:
        signals.parts.clear()
    signals.parts[name] = part
