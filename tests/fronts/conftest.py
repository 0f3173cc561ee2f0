"""What tests of fronts ask for."""

from tests.search.conftest import index

__all__ = ["index"]
