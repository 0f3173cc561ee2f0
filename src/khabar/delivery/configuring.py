"""What an installation may set, and what holds where it sets nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """How finished pages are kept and served. Sizes are bytes, times are seconds."""

    folder: Path
    """Where the pages lie; losing it loses nothing."""
    disk: int = 1024 * MEBIBYTE
    """How much the kept pages may weigh together."""
    most_pages: int = 200_000
    memory: int = 64 * MEBIBYTE
    """How much each worker may hold in its own memory."""
    patience: float = 3.0
    """How long a rendering may take before those who wait for it are sent away."""
    debounce: float = 0.25
    """How old a page must be before a purge has it rendered again."""
    passes: int = 6
    """How many requests a worker lets into Django at once."""
    in_front: Sequence[Mapping[str, Any]] = ()
    """The caches that stand in front, each with a BACKEND and its options."""
    origin: str = "http://localhost"
    allowed_hosts: Sequence[str] = ("localhost", "127.0.0.1", "[::1]")
    desk_cookie: str = "sessionid"
    untouched: Sequence[str] = ()
    """Prefixes of paths that are files: never kept and never changed."""
    https_only: bool = False
    proxy_header: tuple[str, str] | None = None
    language: str = "en"

    @classmethod
    def from_settings(cls) -> Self:
        """Read `KHABAR_PAGES_…` and what Django's own settings already say."""
        given = {
            name: getattr(settings, f"KHABAR_PAGES_{name.upper()}")
            for name in (
                "disk",
                "most_pages",
                "memory",
                "patience",
                "debounce",
                "passes",
                "in_front",
            )
            if hasattr(settings, f"KHABAR_PAGES_{name.upper()}")
        }
        return cls(
            folder=Path(getattr(settings, "KHABAR_PAGES_FOLDER", "var/pages")),
            origin=getattr(settings, "URL", "http://localhost"),
            allowed_hosts=settings.ALLOWED_HOSTS or _hosts_while_debugging(),
            desk_cookie=settings.SESSION_COOKIE_NAME,
            untouched=tuple(filter(_is_prefix, (settings.STATIC_URL, settings.MEDIA_URL))),
            https_only=settings.SECURE_SSL_REDIRECT,
            proxy_header=settings.SECURE_PROXY_SSL_HEADER,
            language=settings.LANGUAGE_CODE,
            **given,
        )

    @property
    def scheme(self) -> str:
        """Return "http" or "https": how readers' addresses begin."""
        return urlsplit(self.origin).scheme


def _hosts_while_debugging() -> list[str]:
    return [".localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else []


def _is_prefix(url: str | None) -> bool:
    return bool(url) and str(url).startswith("/") and url != "/"
