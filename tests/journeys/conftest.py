"""A paper to be read, with its index of the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.papers import make_paper
from tests.search.conftest import index

__all__ = ["index", "paper_in"]


@pytest.fixture
def paper_in(index: Callable[[], bool]) -> Callable[[str], dict[str, str]]:
    """A function that makes the paper in a language and returns the addresses of its pages."""

    def make(language: str) -> dict[str, str]:
        addresses = make_paper(language)
        index()
        return addresses

    return make
