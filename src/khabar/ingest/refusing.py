"""Saying no to a page: one line that tells what is wrong and how to mend it."""

from __future__ import annotations


class Refused(Exception):
    """A page that can't come in.

    `code` is one word for machines, listed in `docs/reference/ingest.md`; `message` is one line
    for people: what is wrong, and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = " ".join(message.split())
