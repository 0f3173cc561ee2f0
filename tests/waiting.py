"""Waiting for what another process does, without saying how long that takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


def wait_until(is_so: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something is so, and return it; the test fails where it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := is_so():
            return found
        time.sleep(0.02)
    raise AssertionError(f"It was not so within {seconds} s.")
