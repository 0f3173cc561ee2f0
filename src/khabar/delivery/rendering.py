"""Asking Django for a page under its name alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from khabar.delivery.counting import COUNTERS
from khabar.delivery.declaring import making_a_page
from khabar.delivery.finishing import Answered, Headers, Page, finish, why_not_kept
from khabar.delivery.naming import Environ, Name
from khabar.delivery.signalling import Signals
from khabar.delivery.storing import Moment, OutdatedError, Store

Application = Callable[[Environ, Any], Iterable[bytes]]
ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]

logger = logging.getLogger("khabar.delivery")

_ATTEMPTS = 3


class FailedError(Exception):
    """Django raised, or answered with a status of 500 or more."""


class NotKeptError(Exception):
    """What Django answered is no finished page: it must be asked anew for each reader."""


@dataclass(slots=True)
class _Receiving:
    """What WSGI calls `start_response`, and what it was told."""

    status: str = "500 Internal Server Error"
    headers: Headers = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)

    def __call__(
        self, status: str, headers: Headers, exc_info: ExcInfo | None = None
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, list(headers)
        return self.written.append


def ask(application: Application, environ: Environ, signals: Signals | None = None) -> Answered:
    """Return all that `application` answers. Raises FailedError where it raises or fails."""
    received = _Receiving()
    with making_a_page(signals) as making:
        try:
            body = _read(application(environ, received), received.written)
        except Exception as error:
            COUNTERS.failures += 1
            logger.exception("Finished pages: rendering %s failed", environ.get("PATH_INFO"))
            raise FailedError from error
    keys = frozenset(making.keys)
    answered = Answered(received.status, received.headers, body, making.declaration, keys)
    if answered.code >= 500:
        COUNTERS.failures += 1
        raise FailedError(answered.status)
    return answered


def _read(answer: Iterable[bytes], written: list[bytes]) -> bytes:
    try:
        return b"".join([*written, *answer])
    finally:
        if close := getattr(answer, "close", None):
            close()


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders pages by their names and keeps them."""

    application: Application
    store: Store
    origin: str
    debounce: float
    keys_wanted: bool

    def render(self, name: Name) -> Page:
        """Render the page and keep it. Raises FailedError or NotKeptError.

        If the page can't be kept because of the file, the reader gets it nevertheless.
        """
        for _attempt in range(_ATTEMPTS):
            since = self._moment()
            page = self._page(name)
            if since is None:
                return page
            try:
                self._keep(name, page, since)
            except OutdatedError:
                continue
            return page
        raise NotKeptError

    def _page(self, name: Name) -> Page:
        signals = self.store.file.signals
        answered = ask(self.application, name.environ(self.origin), signals)
        if reason := why_not_kept(answered):
            if answered.declaration is not None:
                logger.warning("Finished pages: %s isn't kept, for %s", name, reason)
            self._remove(name)
            raise NotKeptError
        return finish(answered, name=name.text, keys_wanted=self.keys_wanted)

    def _moment(self) -> Moment | None:
        with self.store.file.surviving("read the pages' file"):
            return self.store.moment()
        return None

    def _keep(self, name: Name, page: Page, since: Moment) -> None:
        with self.store.file.surviving("keep a page"):
            self.store.keep(name.text, page, since=since, debounce=self.debounce)

    def _remove(self, name: Name) -> None:
        with self.store.file.surviving("remove a page"):
            if self.store.find(name.text):
                self.store.remove(name.text)
