"""What an installation must have before it may keep pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

from khabar.delivery.configuring import MEBIBYTE, Configuration

_LEAST_DISK = 64 * MEBIBYTE


@register()
def finished_pages_can_be_kept(**kwargs: Any) -> list[CheckMessage]:
    """Say what would keep pages from being kept, or from being purged in front."""
    config = Configuration.from_settings()
    return [*_folder(config.folder), *_sizes(config), *_fronts(config)]


def _folder(folder: Path) -> list[CheckMessage]:
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    hint = "Make it writable, or name another folder on a local disk in KHABAR_PAGES_FOLDER."
    return [Error(f"{nearest} can't be written to.", hint=hint, id="khabar_delivery.E001")]


def _sizes(config: Configuration) -> list[CheckMessage]:
    if config.disk >= _LEAST_DISK:
        return []
    hint = f"Set KHABAR_PAGES_DISK to at least {_LEAST_DISK} bytes."
    return [Warning("Hardly any page can be kept.", hint=hint, id="khabar_delivery.W001")]


def _fronts(config: Configuration) -> list[CheckMessage]:
    return [error for given in config.in_front for error in _front(given.get("BACKEND", ""))]


def _front(backend: str) -> list[CheckMessage]:
    try:
        import_string(backend)
    except ImportError as error:
        hint = "Give each of KHABAR_PAGES_IN_FRONT a BACKEND that names a class."
        return [Error(str(error), hint=hint, id="khabar_delivery.E002")]
    return []
