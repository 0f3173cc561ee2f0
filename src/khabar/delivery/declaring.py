"""How a view says that its page may be kept, for how long, and what it was made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec

from django.http import HttpResponseBase

from khabar.delivery.signalling import Signals

P = ParamSpec("P")
Keys = Sequence[str] | Callable[..., Sequence[str]]

_KEY = re.compile(r"[!-+\--~]{1,200}")  # ASCII without spaces and commas: it travels in headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a view declares about its page. All times are seconds."""

    seconds: int
    stale_while_revalidate: int
    stale_if_error: int
    query: tuple[str, ...] = ()

    @property
    def cache_control(self) -> str:
        """Return the `Cache-Control` header: readers ask again each time, caches may keep."""
        return (
            f"public, max-age=0, s-maxage={self.seconds}, "
            f"stale-while-revalidate={self.stale_while_revalidate}, "
            f"stale-if-error={self.stale_if_error}"
        )


@dataclass(slots=True)
class Making:
    """A page while it is being made; `signals` tell whether what pages share is current."""

    signals: Signals | None = None
    declaration: Declaration | None = None
    keys: set[str] = field(default_factory=set)


_making: ContextVar[Making | None] = ContextVar("khabar_page_in_the_making", default=None)


@contextmanager
def making_a_page(signals: Signals | None = None) -> Iterator[Making]:
    """Gather what is declared and which keys are added inside."""
    making = Making(signals)
    token = _making.set(making)
    try:
        yield making
    finally:
        _making.reset(token)


def add_keys(*keys: str) -> None:
    """Say what the page that is being rendered shows, e.g. "story/76227" or "section/politics".

    May be called by anything that puts something on a page, and does nothing elsewhere.
    A key is up to 200 ASCII characters without space or comma; raises ValueError for any other.
    """
    for key in keys:
        if not _KEY.fullmatch(key):
            msg = f"{key!r} can't be a key: it travels in headers, so give ASCII without spaces."
            raise ValueError(msg)
    if making := _making.get():
        making.keys.update(keys)


def signals_here() -> Signals | None:
    """Return the marks by which the page being made may share parts with others, if it may."""
    making = _making.get()
    return making.signals if making else None


def finished(
    *,
    seconds: int = 60,
    stale_while_revalidate: int = 600,
    stale_if_error: int = 86_400,
    keys: Keys = (),
    query: Sequence[str] = (),
) -> Callable[[Callable[P, HttpResponseBase]], Callable[P, HttpResponseBase]]:
    """Declare that a view's page may be kept.

    `seconds`: how long the page is fresh without being purged.
    `stale_while_revalidate`: for how much longer a reader gets it while it is made anew.
    `stale_if_error`: for how long caches in front may use it when we can't answer. We ourselves
    serve a kept page however old.
    `keys`: what the page is made from, or a callable that is given what the view is given.
    They count for a page that says "not found", too, so that publishing the story purges it.
    `query`: the query parameters that the view reads. It never gets to see any other.
    """
    declaration = Declaration(
        seconds=seconds,
        stale_while_revalidate=stale_while_revalidate,
        stale_if_error=stale_if_error,
        query=tuple(query),
    )

    def declare(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
        @wraps(view)
        def declared(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if making := _making.get():
                making.declaration = declaration
                add_keys(*(keys(*args, **kwargs) if callable(keys) else keys))
            return view(*args, **kwargs)

        declared.finished_page = declaration  # type: ignore[attr-defined]
        return declared

    return declare


def declaration_of(view: Callable[..., Any]) -> Declaration | None:
    """Return what a view declares, or None for one whose answers are never kept."""
    declaration = getattr(view, "finished_page", None)
    return declaration if isinstance(declaration, Declaration) else None
