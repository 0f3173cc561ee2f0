"""A door of its own for what readers send to a story's comments.

Finished pages are served beside a gate that lets few requests into Django at a time, since Django
may hang on its database. Taking in a comment asks no database, so it doesn't wait at that gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SENT: Final = re.compile(r"/[a-z]{2}/[^/]{1,64}/comments/(?:vote/|report/|appeal/)?")


class Counter:
    """A WSGI application: `application` for all but what is sent to comments, that to `django`."""

    def __init__(self, application: Application, django: Application) -> None:
        self.application, self.django = application, django

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] == "POST" and SENT.fullmatch(environ["PATH_INFO"]):
            return self.django(environ, start)
        return self.application(environ, start)
