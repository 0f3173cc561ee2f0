"""An index of each test's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from khabar.search import following, opening


@pytest.fixture
def index(db: Any) -> Iterator[Callable[[], bool]]:
    """A function that feeds the index with what is new, as a worker does. The first call builds
    it, and nothing of it is left after the test."""
    following.forget()
    shutil.rmtree(opening.root(), ignore_errors=True)
    yield following.keep_up
    following.forget()
    shutil.rmtree(opening.root(), ignore_errors=True)
