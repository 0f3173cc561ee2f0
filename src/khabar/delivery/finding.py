"""Finding the page that a reader asked for: in memory, in the file, or by rendering it."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass, field

from khabar.delivery.counting import COUNTERS
from khabar.delivery.filing import Place, encodings_in, place_in
from khabar.delivery.finishing import Page
from khabar.delivery.gating import ClosedError, Gate
from khabar.delivery.leasing import Leases
from khabar.delivery.naming import Name
from khabar.delivery.refreshing import Refresher
from khabar.delivery.remembering import Answer, Copy, Memory, first_of, seconds_fresh
from khabar.delivery.rendering import FailedError, NotKeptError, Renderer
from khabar.delivery.signalling import slot_of
from khabar.delivery.storing import Store

Sendable = tuple[Answer, list[bytes]]

_WHILE_REFRESHING = 1.0
_AFTER_FAILING = 5.0
"""Seconds for which a page past its freshness is served without anything more being tried."""
_PATIENCE_WITH_FORMER = 0.5
"""Seconds that a reader waits for a new page where there is a former one."""


@dataclass(slots=True)
class Finder:
    """What one worker knows of pages, and how it gets to know more."""

    store: Store
    memory: Memory
    renderer: Renderer
    leases: Leases
    gate: Gate
    patience: float
    refresher: Refresher = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the background work; its thread starts with the first need."""
        self.refresher = Refresher(self)

    def current(self, name: Name) -> Copy | None:
        """Return a copy of what is kept under `name`, however old."""
        copy = self.memory.copies.get(name.key)
        if copy is not None and self.store.file.signals.marks[copy.slot] == copy.mark:
            return copy
        return self._load(name)

    def obtain(self, name: Name) -> Copy | Page:
        """Return the page for a reader, rendered if need be.

        Raises FailedError or ClosedError where there is none and none can be made, NotKeptError
        where this isn't a page to keep.
        """
        copy = self.current(name)
        if copy is None:
            return self._render(name, None)
        self.memory.note(copy)
        if copy.is_fresh:
            COUNTERS.reads += 1
            return copy
        if time.time() > copy.kept.stale_until:
            return self._render(name, copy)
        COUNTERS.stale += 1
        copy.hold(_WHILE_REFRESHING)
        self.refresher.ask(name)
        return copy

    def refresh(self, name: Name) -> None:
        """Render the page again, unless somebody else is at it or was quicker."""
        with self.leases.lease(name.text, patience=0) as mine:
            copy = self.current(name)
            if not mine or copy is None or seconds_fresh(copy.kept):
                return
            try:
                self.renderer.render(name)
                COUNTERS.refreshed += 1
            except FailedError:
                copy.hold(_AFTER_FAILING, warn=True)
            except NotKeptError:
                self.memory.forget(name.key)

    def answer(self, found: Copy | Page, accepted: tuple[str, ...]) -> Sendable | None:
        """Return what is found in the best encoding, or None if it has gone meanwhile.

        Raises NotAcceptableError where there is none that the reader takes.
        """
        if isinstance(found, Page):
            body = found.bodies[first_of(accepted, found.bodies)]
            return Answer(found, first_of(accepted, found.bodies), len(body)), [body]
        answer = found.answers.get(accepted)
        if answer is not None and answer.body is not None:
            return answer, answer.body
        return self._prepare(found, accepted)

    def _prepare(self, copy: Copy, accepted: tuple[str, ...]) -> Sendable | None:
        encoding = first_of(accepted, encodings_in(copy.kept.places))
        place = place_in(copy.kept.places, encoding)
        body = self._checked_body(copy, place)
        if body is None:
            return None
        answer = copy.answers.get((encoding,)) or Answer(
            copy.kept, encoding, place.size, place.offset
        )
        if copy.warns:
            answer.warn()
        copy.answers[(encoding,)] = copy.answers[accepted] = answer
        self.memory.hold_body(answer, body)
        return answer, [body]

    def _checked_body(self, copy: Copy, place: Place) -> bytes | None:
        """Return a body, or None if it has gone or isn't what was written: the power was cut."""
        with self.store.file.surviving("read a page"):
            body = self.store.file.bodies.read(place.offset, place.size)
            if body is not None and zlib.crc32(body) == place.checksum:
                return body
            if self.store.file.signals.marks[copy.slot] == copy.mark:
                self.store.remove(copy.kept.name)
        return None

    def _render(self, name: Name, former: Copy | None) -> Copy | Page:
        patience = _PATIENCE_WITH_FORMER if former else self.patience
        with self.leases.lease(name.text, patience) as mine:
            copy = self.current(name)
            if copy is not None and copy.is_fresh:
                return copy
            try:
                return self._render_now(name, mine)
            except (FailedError, ClosedError):
                if copy is None:
                    raise
                COUNTERS.rescued += 1
                copy.hold(_AFTER_FAILING if mine else _WHILE_REFRESHING, warn=mine)
                return copy

    def _render_now(self, name: Name, mine: bool) -> Copy | Page:
        if not mine:
            raise ClosedError
        with self.gate.passing():
            COUNTERS.misses += 1
            page = self.renderer.render(name)
        return self.current(name) or page

    def _load(self, name: Name) -> Copy | None:
        slot = slot_of(name.text)
        mark = self.store.file.signals.marks[slot]  # before the page is read: see `signalling`
        with self.store.file.surviving("read a page"):
            kept = self.store.find(name.text)
            if kept is not None:
                copy = Copy(kept, slot, mark)
                self.memory.put(name.key, copy)
                return copy
        self.memory.forget(name.key)
        return None
