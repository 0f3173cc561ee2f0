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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from khabar.delivery.declaring import add_keys, making_a_page, signals_here
from khabar.delivery.signalling import Signals, slot_of

T = TypeVar("T")

_MOST_PARTS = 512


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
    name: str, make: Callable[[], T], *, follows: Sequence[str] = (), seconds: float = 60.0
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
    part = signals.parts.get(name)
    if part is None or not part.is_current(signals):
        part = _made(signals, name, make, follows, seconds)
    add_keys(*part.keys)
    value: T = part.value
    return value


def _made(
    signals: Signals, name: str, make: Callable[[], Any], follows: Sequence[str], seconds: float
) -> Part:
    purges = signals.purges
    with making_a_page(signals) as making:
        value = make()
    keys = frozenset(making.keys)
    # A purge counts itself before it marks its keys, so that none can slip in between these two.
    marks = tuple((slot, signals.marks[slot]) for slot in map(slot_of, keys.union(follows)))
    part = Part(value, keys, marks, time.monotonic() + seconds)
    if signals.purges == purges:
        _remember(signals, name, part)
    return part


def _remember(signals: Signals, name: str, part: Part) -> None:
    if len(signals.parts) >= _MOST_PARTS:
        signals.parts.clear()
    signals.parts[name] = part
