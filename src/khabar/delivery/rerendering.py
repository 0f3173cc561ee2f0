"""Rendering purged pages again in the background, what was read last first."""

from __future__ import annotations

import time

from django.core.handlers.wsgi import WSGIHandler

from khabar.delivery.configuring import Configuration
from khabar.delivery.counting import COUNTERS
from khabar.delivery.finishing import own_key
from khabar.delivery.forwarding import NotForwardedError, forward
from khabar.delivery.leasing import Leases, open_leases
from khabar.delivery.naming import Name
from khabar.delivery.opening import open_folder, tell
from khabar.delivery.rendering import Application, FailedError, NotKeptError, Renderer
from khabar.delivery.storing import Store

_AFTER_FAILING = 5.0
"""Seconds after which a page that couldn't be rendered is tried again."""


def rerender(*, limit: int = 50, application: Application | None = None) -> int:
    """Render up to `limit` pages that are due, and return how many were replaced.

    To be called by a background worker until it returns 0. `application` is Django's own WSGI
    application, not the one that serves finished pages. Raises sqlite3.Error.
    """
    config = Configuration.from_settings()
    renderer = _renderer(application or WSGIHandler(), config)
    leases = open_leases(config.folder)
    done = [name for name in renderer.store.due(limit) if _rerender(renderer, leases, name)]
    COUNTERS.refreshed += len(done)
    _forward(config, done)
    return len(done)


def _rerender(renderer: Renderer, leases: Leases, name: Name) -> bool:
    with leases.lease(name.text, patience=0) as mine:
        kept = renderer.store.find(name.text) if mine else None
        if kept is None or kept.due_at is None:
            return False
        try:
            renderer.render(name)
        except NotKeptError:
            return True
        except FailedError:
            renderer.store.postpone(name.text, time.time() + _AFTER_FAILING)
            return False
    return True


def _forward(config: Configuration, names: list[Name]) -> None:
    if not names or not config.in_front:
        return
    keys = [own_key(name.text) for name in names]
    try:
        forward(config, keys=keys, urls=[name.url(config.origin) for name in names])
    except NotForwardedError as error:
        # What stands in front asks again by itself when `s-maxage` is over.
        tell("a cache in front didn't take a purge", error)


def _renderer(application: Application, config: Configuration) -> Renderer:
    file = open_folder(config.folder)
    return Renderer(
        application=application,
        store=Store(file, bytes_kept=config.disk, pages_kept=config.most_pages),
        origin=config.origin,
        debounce=config.debounce,
        keys_wanted=bool(config.in_front),
    )
