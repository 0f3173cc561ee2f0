"""Sending comments over HTTP, as a reader's browser does."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.test import Client

from khabar.comments.ruling import Rules
from khabar.comments.sealing import seal
from khabar.stories.models import Story
from tests.spool import drain


def address(story: Story) -> str:
    return f"/{story.language}/{story.number}/comments/"


def seal_of(story: Story, **rules: Any) -> str:
    """Return the sealed field of a story's form."""
    return seal(number=story.number, language=story.language, rules=Rules(**rules))


def send(
    story: Story, headers: dict[str, str] | None = None, network: str = "127.0.0.1", **words: str
) -> Any:
    """Send the form as a browser does, by default a fine comment, and let the worker drain it."""
    fields = {"name": "مريم", "email": "maryam@example.org", "text": "شكرا على الخبر."}
    response = Client(enforce_csrf_checks=True).post(
        address(story),
        urlencode(fields | {"seal": seal_of(story)} | words),
        content_type="application/x-www-form-urlencoded",
        headers=headers or {},
        REMOTE_ADDR=network,
    )
    drain()
    return response


def sign(story: Story, what: str, agent: str = "one", headers: Any = None, **words: Any) -> Any:
    """Send a vote or a report, by a reader whose browser calls itself `agent`, and drain it."""
    told = {"User-Agent": agent} | (headers or {})
    response = Client(enforce_csrf_checks=True).post(
        f"{address(story)}{what}/", words, headers=told
    )
    drain()
    return response


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()
