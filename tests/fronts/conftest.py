"""A newspaper that keeps its pages, in the test's own process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khabar.delivery.opening import open_folder
from khabar.delivery.rerendering import rerender
from khabar.delivery.serving import FinishedPages
from tests.delivery import press
from tests.publishing.conftest import work


class Newspaper:
    """Readers' pages, kept and made anew as in an installation."""

    def __init__(self) -> None:
        self.django = WSGIHandler()
        self.application = FinishedPages(self.django)

    def read(self, address: str) -> BeautifulSoup:
        """Return a page as a reader gets it, having shown that it was kept."""
        self.ask(address)
        with CaptureQueriesContext(connection) as queries:
            answer = self.ask(address)
        assert answer.status == 200 and not queries.captured_queries
        return BeautifulSoup(answer.body, "html.parser")

    def ask(self, address: str) -> press.Answer:
        return press.ask(self.application, address, host="localhost")

    def settle(self) -> int:
        """Do all that follows, and return how many pages were made anew for it."""
        work()
        return rerender(application=self.django)

    def headlines(self, address: str) -> list[str]:
        return [each.get_text() for each in self.read(address).select(".headline, .ranked a")]


@pytest.fixture
def newspaper(tmp_path: Path, settings: Any, transactional_db: None) -> Iterator[Newspaper]:
    settings.KHABAR_PAGES_FOLDER = tmp_path
    settings.KHABAR_PAGES_DEBOUNCE = 0.0
    open_folder.cache_clear()
    paper = Newspaper()
    yield paper
    paper.application.close()
    open_folder.cache_clear()
