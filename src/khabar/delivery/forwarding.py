"""Telling the caches that stand in front what has changed.

Where one purges by keys it is told the keys; where one purges by addresses (Wagtail's backends
for Cloudflare, CloudFront, Azure) it is told the addresses of the pages that we know of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol
from urllib.request import Request, urlopen

from django.utils.module_loading import import_string

from khabar.delivery.configuring import Configuration

_TIMEOUT = 5.0
"""Seconds that one request to a cache in front may take."""
_TIMEOUT_OF_BATCH = 20.0
_KEYS_AT_ONCE = 200
"""Fastly takes 256 keys in one request, Varnish 8 kB of header."""


class NotForwardedError(Exception):
    """A cache in front didn't take the purge: repeat it."""


class Front(Protocol):
    """A cache in front that purges by keys."""

    def purge_keys(self, keys: Sequence[str]) -> None:
        """Forget, at once, every page that carries one of `keys`. Raises OSError."""


class VarnishFront:
    """Varnish with the `xkey` module and our `deploy/varnish.vcl`."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        """Take `LOCATION`, such as "http://127.0.0.1:6081"."""
        self._location = str(params["LOCATION"])

    def purge_keys(self, keys: Sequence[str]) -> None:
        """Forget, at once, every page that carries one of `keys`. Raises OSError."""
        _send(self._location, "PURGE", {"xkey": " ".join(keys)})


class FastlyFront:
    """Fastly, which knows pages by their `Surrogate-Key`."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        """Take `SERVICE` and `TOKEN` of the Fastly service."""
        location = params.get("LOCATION", "https://api.fastly.com")
        self._url = f"{location}/service/{params['SERVICE']}/purge"
        self._token = str(params["TOKEN"])

    def purge_keys(self, keys: Sequence[str]) -> None:
        """Forget, at once, every page that carries one of `keys`. Raises OSError."""
        _send(self._url, "POST", {"Fastly-Key": self._token, "Surrogate-Key": " ".join(keys)})


def forward(config: Configuration, *, keys: Sequence[str], urls: Sequence[str]) -> None:
    """Have everything in front forget what carries `keys` or is found at `urls`.

    Raises NotForwardedError, after all were told, where one of them didn't take it.
    """
    refusals = [error for given in config.in_front if (error := _tell(given, keys, urls))]
    if refusals:
        raise NotForwardedError("; ".join(refusals))


def _tell(given: Mapping[str, Any], keys: Sequence[str], urls: Sequence[str]) -> str | None:
    params = dict(given)
    backend = import_string(params.pop("BACKEND"))(params)
    try:
        if hasattr(backend, "purge_keys"):
            for first in range(0, len(keys), _KEYS_AT_ONCE):
                backend.purge_keys(keys[first : first + _KEYS_AT_ONCE])
        elif urls:
            _within_time(backend.purge_batch, list(urls))
    except (OSError, TimeoutError) as error:
        return f"{given['BACKEND']}: {error}"
    return None


def _within_time(purge: Callable[[list[str]], object], urls: list[str]) -> None:
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="purge")
    try:
        pool.submit(purge, urls).result(timeout=_TIMEOUT_OF_BATCH)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _send(url: str, method: str, headers: dict[str, str]) -> None:
    request = Request(url, method=method, headers=headers)  # noqa: S310  (an operator's setting)
    with urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
        answer.read(65_536)
