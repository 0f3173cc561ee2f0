"""Guards that look at how a comment was sent."""

from __future__ import annotations

import secrets
import time
from collections import deque
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.identifying import keyed
from khabar.comments.proving import is_attacked, mark_attack
from khabar.comments.sealing import today

FASTEST: Final = 3
WINDOW: Final = 600.0
# So many from one network in ten minutes weigh so much. A network may be a whole town's.
MANY: Final = ((60, 8.0), (25, 4.0), (10, 2.0))


@guard("trap", label=_("A field was filled in that readers don't see"))
def hidden_field(examined: Examined) -> Finding | None:
    """Weigh a filled-in field that only programs see."""
    return Finding(8) if examined.evidence.get("trap") else None


@guard("fast", label=_("Sent within so many seconds"))
def too_fast(examined: Examined) -> Finding | None:
    """Weigh a form sent faster than anybody types; known only where a script noted the time."""
    seconds = examined.evidence.get("seconds")
    return Finding(4, str(seconds)) if seconds is not None and seconds < FASTEST else None


@guard("attack", label=_("Came during an attack, without the work that a browser does then"))
def unproven(examined: Examined) -> Finding | None:
    """Let a comment wait that came during an attack without a proof of work."""
    return Finding(3) if is_attacked() and not examined.evidence.get("proof") else None


class Rates:
    """How many came from each network lately. Its salt is gone after the day."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._salt = ""
        self._came: dict[bytes, deque[float]] = {}

    def note(self, network: str, at: float) -> int:
        """Note one and return how many came within the last ten minutes."""
        if self._day != today():
            self._day, self._salt, self._came = today(), secrets.token_hex(16), {}
        came = self._came.setdefault(keyed("rate", self._salt, network), deque(maxlen=200))
        came.append(at)
        while came[0] < at - WINDOW:
            came.popleft()
        if len(self._came) > 50_000:
            self._came.clear()
        return len(came)


RATES: Final = Rates()


@guard("rate", label=_("Comments from the same network within ten minutes"))
def many_from_one_network(examined: Examined) -> Finding | None:
    """Weigh a network from which many come at a time."""
    network = examined.comment.network
    if not network or time.time() - examined.comment.received_at.timestamp() > WINDOW:
        return None
    count = RATES.note(network, examined.comment.received_at.timestamp())
    weight = next((weight for most, weight in MANY if count > most), 0.0)
    if weight >= 8:
        mark_attack()
    return Finding(weight, str(count)) if weight else None
