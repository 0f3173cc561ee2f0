"""A newspaper that keeps its pages, in the test's own process."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

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

    def ask(self, address: str, **headers: str) -> press.Answer:
        return press.ask(self.application, address, host="localhost", headers=headers)

    def settle(self) -> int:
        """Do all that follows, and return how many pages were made anew for it."""
        work()
        return rerender(application=self.django)

    def headlines(self, address: str) -> list[str]:
        return [each.get_text() for each in self.read(address).select(".headline, .ranked a")]
