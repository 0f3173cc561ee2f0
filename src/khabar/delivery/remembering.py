"""A worker's small memory of pages: what is known of many, the bodies of the hot ones.

What is known of a page weighs little, so it is held for tens of thousands. Their bodies lie in the
file, from which one is read in some microseconds; those that are read most are held, too.

Both stand in rings. When room is needed the oldest is looked at: if it was read since it was last
looked at it goes round once more, or else it leaves. So a crawler's pages, each read once, pass
through without pushing out what readers read.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Collection
from itertools import count

from khabar.delivery.finishing import Page
from khabar.delivery.negotiating import IDENTITY, PREFERRED
from khabar.delivery.storing import Kept

_ENCODED = {encoding: ("Content-Encoding", encoding) for encoding in PREFERRED}
WARNING = ("Warning", '111 - "Revalidation Failed"')
_WEIGHT = 1_900
"""About what a copy weighs in bytes without its bodies: 19,500 of them were weighed."""
_SHARE_OF_COPIES = 0.6
_ONE_IN = 8
"""When the memory is full, one body in so many is taken in: the hot ones soon are."""

_MOST_NOTES = 20_000
_SECONDS_BETWEEN_NOTES = 600.0
"""How long after a reading was noted another one of the same page is of no interest."""

_NOTING, _HOLDING_COPY, _HOLDING_BODY = 1, 2, 4
READ = _NOTING | _HOLDING_COPY | _HOLDING_BODY
"""What `Answer.read` is set to by a reading. Each of the three takes its own bit back."""
READ_BUT_NOT_NOTED = READ & ~_NOTING


class NotAcceptableError(Exception):
    """The reader refuses every encoding in which the page is there."""


class Answer:
    """A page in one encoding, ready to be sent. Without a `body` it is to be read from the file."""

    __slots__ = ("body", "etag", "headers", "offset", "read", "size", "status")

    def __init__(self, page: Kept | Page, encoding: str, size: int, offset: int = 0) -> None:
        """Prepare the answer's headers once for all readers; its body lies at `offset`."""
        self.status, self.size, self.offset = page.status, size, offset
        self.etag = f'"{page.etag}"' if encoding == IDENTITY else f'"{page.etag}-{encoding}"'
        self.headers = [*page.headers, ("Content-Length", str(size)), ("ETag", self.etag)]
        if encoding != IDENTITY:
            self.headers.append(_ENCODED[encoding])
        self.body: list[bytes] | None = None
        self.read = 0

    def warn(self) -> None:
        """Say from now on that the page stands in for one that couldn't be made."""
        if WARNING not in self.headers:
            self.headers = [*self.headers, WARNING]

    def was_read(self, since: int) -> int:
        """Return whether it was read since this was last asked for `since`, one of the bits."""
        was, self.read = self.read & since, self.read & ~since
        return was


class Copy:
    """A worker's copy of a kept page; `mark` tells whether it is current."""

    __slots__ = ("answers", "kept", "mark", "noted", "slot", "until", "warns")

    def __init__(self, kept: Kept, slot: int, mark: int) -> None:
        """Remember `kept`, as it was read after `mark` stood in its slot."""
        self.kept, self.slot, self.mark = kept, slot, mark
        self.answers: dict[tuple[str, ...], Answer] = {}
        self.warns = self.noted = False
        self.until = time.monotonic() + seconds_fresh(kept)

    def hold(self, seconds: float, *, warn: bool = False) -> None:
        """Answer with this copy for a moment longer, though it is no longer fresh."""
        self.until = time.monotonic() + seconds
        if warn:
            self.warns = True
            for answer in list(self.answers.values()):
                answer.warn()

    def notice_again(self) -> None:
        """Let the next reading be noted."""
        self.noted = False
        self.was_read(_NOTING)

    def was_read(self, since: int) -> bool:
        """Return whether any of its answers was read since this was last asked for `since`."""
        return bool(sum(answer.was_read(since) for answer in list(self.answers.values())))

    @property
    def is_fresh(self) -> bool:
        """Return whether readers may get this copy without anything being done about it."""
        return time.monotonic() < self.until


def seconds_fresh(kept: Kept) -> float:
    """Return for how long the page is still fresh; 0 where it isn't, or was purged softly.

    A purged page gets a second more: a background worker has it rendered within that.
    """
    now = time.time()
    # A page from the future was made before the clock was set back: its age isn't known.
    if kept.made_at > now + 5:
        return 0.0
    end = kept.fresh_until if kept.due_at is None else min(kept.fresh_until, kept.due_at + 1)
    return max(0.0, end - now)


class Memory:
    """The copies and bodies that one worker holds, bounded by their bytes."""

    def __init__(self, most_bytes: int) -> None:
        """Hold at most about so many bytes."""
        self.copies: OrderedDict[str, Copy] = OrderedDict()
        self._most_copies = max(16, int(most_bytes * _SHARE_OF_COPIES) // _WEIGHT)
        self._most_bytes = int(most_bytes * (1 - _SHARE_OF_COPIES))
        self._bodies: OrderedDict[Answer, int] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._read: deque[Copy] = deque(maxlen=_MOST_NOTES)
        self._noted: deque[tuple[float, Copy]] = deque(maxlen=_MOST_NOTES)
        self._offered = count()

    def put(self, key: str, copy: Copy) -> None:
        """Hold this copy in the place of any older one."""
        with self._lock:
            self._forget(key)
            self.copies[key] = copy
            while len(self.copies) > self._most_copies:
                self._look_at_oldest_copy()

    def forget(self, key: str) -> None:
        """Drop the copy with this key."""
        with self._lock:
            self._forget(key)

    def note(self, copy: Copy) -> None:
        """Note that this page was read, to be written down later; and not again for a while."""
        if not copy.noted:
            copy.noted = True
            self._read.append(copy)

    def readings(self, most: int = 500) -> dict[str, float]:
        """Return some of the pages that were read, each once, with the time."""
        now, readings = time.time(), dict[str, float]()
        while self._read and len(readings) < most:
            copy = self._read.popleft()
            readings[copy.kept.name] = now
            self._noted.append((now + _SECONDS_BETWEEN_NOTES, copy))
        while self._noted and self._noted[0][0] < now:
            self._noted.popleft()[1].notice_again()
        return readings

    def hold_body(self, answer: Answer, body: bytes) -> None:
        """Hold this body if there is room, or else if it is its turn."""
        if self._bytes + len(body) > self._most_bytes and next(self._offered) % _ONE_IN:
            return
        with self._lock:
            if answer not in self._bodies:
                answer.body = [body]
                self._bodies[answer] = len(body)
                self._bytes += len(body)
            while self._bytes > self._most_bytes and len(self._bodies) > 1:
                self._look_at_oldest_body()

    def _look_at_oldest_body(self) -> None:
        answer, size = self._bodies.popitem(last=False)
        if answer.was_read(_HOLDING_BODY):
            self._bodies[answer] = size
        else:
            answer.body = None
            self._bytes -= size

    def _look_at_oldest_copy(self) -> None:
        key, copy = next(iter(self.copies.items()))
        if copy.was_read(_HOLDING_COPY):
            self.copies.move_to_end(key)
        else:
            self._forget(key)

    def _forget(self, key: str) -> None:
        copy = self.copies.pop(key, None)
        for answer in copy.answers.values() if copy else ():
            self._bytes -= self._bodies.pop(answer, 0)


def first_of(accepted: tuple[str, ...], encodings: Collection[str]) -> str:
    """Return the best accepted encoding that is there. Raises NotAcceptableError."""
    for encoding in accepted:
        if encoding in encodings:
            return encoding
    raise NotAcceptableError
