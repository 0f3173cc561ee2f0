"""Slow mode: so many seconds between two comments of a person on a story.

It is kept in the memory of the process: no table knows who wrote when. A restart forgets it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any, Final

from khabar.comments.identifying import keyed, network_of
from khabar.comments.receiving import Sent

REMEMBERED: Final = 20_000


class Pace:
    """When each person last wrote under each story."""

    def __init__(self) -> None:
        self._last: dict[bytes, tuple[float, str]] = {}
        self._guard = threading.Lock()

    def seconds_to_wait(self, sent: Sent, meta: Mapping[str, Any], slow: int) -> int:
        """Return after how many seconds this person may write again, 0 for now.

        The same text once more is no second comment: it may always come.
        """
        before = self._last.get(_who(sent, meta)) if slow else None
        if before is None or before[1] == sent.text:
            return 0
        return max(0, int(before[0] + slow - time.monotonic() + 0.999))

    def note(self, sent: Sent, meta: Mapping[str, Any]) -> None:
        """Note that this person wrote now."""
        who = _who(sent, meta)
        with self._guard:
            self._last.pop(who, None)
            self._last[who] = (time.monotonic(), sent.text)
            while len(self._last) > REMEMBERED:
                del self._last[next(iter(self._last))]


def _who(sent: Sent, meta: Mapping[str, Any]) -> bytes:
    agent = str(meta.get("HTTP_USER_AGENT", ""))
    return keyed("pace", network_of(meta), agent, sent.email.lower(), sent.number)


PACE: Final = Pace()
