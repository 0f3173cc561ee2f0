"""A worker's small memory of hot pages.

The pages stand in a ring. When room is needed the oldest is looked at: if it was read since it
was last looked at it goes round once more, or else it leaves. So a crawler's pages, each read
once, pass through without pushing out what readers read.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection

from khabar.delivery.finishing import Page
from khabar.delivery.negotiating import IDENTITY
from khabar.delivery.storing import Kept

WARNING = ("Warning", '111 - "Revalidation Failed"')
_WEIGHT = 2048
"""About what a remembered page weighs in bytes without its bodies."""


class NotAcceptableError(Exception):
    """The reader refuses every encoding in which the page is there."""


class Answer:
    """A page in one encoding, ready to be sent."""

    __slots__ = ("body", "etag", "headers", "status")

    def __init__(self, page: Kept | Page, encoding: str, body: bytes) -> None:
        """Prepare the answer's headers once for all readers."""
        self.etag = f'"{page.etag}"' if encoding == IDENTITY else f'"{page.etag}-{encoding}"'
        self.status = page.status
        self.headers = [*page.headers, ("Content-Length", str(len(body))), ("ETag", self.etag)]
        if encoding != IDENTITY:
            self.headers.append(("Content-Encoding", encoding))
        self.body = [body]

    def warn(self) -> None:
        """Say from now on that the page stands in for one that couldn't be made."""
        if WARNING not in self.headers:
            self.headers = [*self.headers, WARNING]


class Copy:
    """A worker's copy of a kept page; `mark` tells whether it is current."""

    __slots__ = ("answers", "kept", "mark", "read", "size", "slot", "until", "warm", "warns")

    def __init__(self, kept: Kept, slot: int, mark: int) -> None:
        """Remember `kept`, as it was read after `mark` stood in its slot."""
        self.kept, self.slot, self.mark = kept, slot, mark
        self.answers: dict[tuple[str, ...], Answer] = {}
        self.size = _WEIGHT
        self.read = self.warm = self.warns = False
        self.until = time.monotonic() + _seconds_left(kept)

    def hold(self, seconds: float, *, warn: bool = False) -> None:
        """Answer with this copy for a moment longer, though it is no longer fresh."""
        self.until = time.monotonic() + seconds
        if warn:
            self.warns = True
            for answer in list(self.answers.values()):
                answer.warn()

    @property
    def is_fresh(self) -> bool:
        """Return whether readers may get this copy without anything being done about it."""
        return time.monotonic() < self.until


def _seconds_left(kept: Kept) -> float:
    now = time.time()
    # A page from the future was made before the clock was set back: its age isn't known.
    if kept.made_at > now + 5:
        return 0.0
    end = kept.fresh_until if kept.due_at is None else min(kept.fresh_until, kept.due_at + 1)
    return max(0.0, end - now)


class Memory:
    """The copies that one worker holds, bounded by their bytes."""

    def __init__(self, most_bytes: int) -> None:
        """Hold at most so many bytes."""
        self.copies: OrderedDict[str, Copy] = OrderedDict()
        self._most_bytes = most_bytes
        self._bytes = 0
        self._lock = threading.Lock()
        self._left: dict[str, float] = {}

    def put(self, name: str, copy: Copy) -> None:
        """Hold this copy in the place of any older one."""
        with self._lock:
            self._forget(name)
            self.copies[name] = copy
            self._bytes += copy.size
            self._make_room(keep=name)

    def forget(self, name: str) -> None:
        """Drop the copy with this name."""
        with self._lock:
            self._forget(name)

    def answer(
        self, name: str, copy: Copy, accepted: tuple[str, ...], load: Callable[[str], bytes | None]
    ) -> Answer | None:
        """Prepare the answer for readers who take the encodings `accepted`, and hold it.

        Returns None where the page's body has gone from the file. Raises NotAcceptableError where
        the page isn't there in any such encoding.
        """
        encoding = first_of(accepted, copy.kept.encodings)
        answer = copy.answers.get((encoding,))
        if answer is None:
            body = load(encoding)
            if body is None:
                return None
            answer = Answer(copy.kept, encoding, body)
            if copy.warns:
                answer.warn()
            copy.answers[(encoding,)] = answer
            self._weigh(name, copy, len(body))
        copy.answers[accepted] = answer
        return answer

    def readings(self) -> dict[str, float]:
        """Return the pages that were read again since this was last asked, with the time."""
        now = time.time()
        with self._lock:
            readings, self._left = self._left, {}
            for copy in self.copies.values():
                if copy.read:
                    copy.read, copy.warm = False, True
                    readings[copy.kept.name] = now
        return readings

    def _weigh(self, name: str, copy: Copy, size: int) -> None:
        with self._lock:
            copy.size += size
            if self.copies.get(name) is copy:
                self._bytes += size
                self._make_room(keep=name)

    def _forget(self, name: str) -> None:
        if copy := self.copies.pop(name, None):
            self._bytes -= copy.size
            if copy.read:
                self._left[copy.kept.name] = time.time()

    def _make_room(self, *, keep: str) -> None:
        while self._bytes > self._most_bytes and len(self.copies) > 1:
            name = next(iter(self.copies))
            copy = self.copies[name]
            if name == keep or copy.read or copy.warm:
                self._go_round(name, copy)
            else:
                self._forget(name)

    def _go_round(self, name: str, copy: Copy) -> None:
        if copy.read:
            self._left[copy.kept.name] = time.time()
        copy.read = copy.warm = False
        self.copies.move_to_end(name)


def first_of(accepted: tuple[str, ...], encodings: Collection[str]) -> str:
    """Return the best accepted encoding that is there. Raises NotAcceptableError."""
    for encoding in accepted:
        if encoding in encodings:
            return encoding
    raise NotAcceptableError
