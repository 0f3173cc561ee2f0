"""Asking Akismet whether a comment is spam: only where the newsroom has a key, and never for long.

It is told the name, the text, the story's address and the network cut short; no e-mail address and
no browser. Where it doesn't answer in time or says something else, the comment waits for a
moderator, and for a minute it isn't asked again: what came in shall not queue behind it.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from khabar.comments.guarding import SPAM_AT, WAITS_AT, Examined, Finding, guard

REST: Final = 60.0
LONGEST_ANSWER: Final = 64

logger = logging.getLogger(__name__)


class NoAnswer(Exception):
    """Raised where Akismet said neither yes nor no."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow none: a comment is sent where the settings say and nowhere else."""


class Pause:
    """Since when it isn't asked, as it didn't answer."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        """Ask nothing for a minute."""
        self._until = time.monotonic() + REST

    def __bool__(self) -> bool:
        return time.monotonic() < self._until


PAUSE: Final = Pause()


@guard("akismet", label=_("Akismet takes it for spam"))
def ask_akismet(examined: Examined) -> Finding | None:
    """Weigh what Akismet says; let the comment wait where it says nothing."""
    if not settings.COMMENTS_AKISMET_KEY:
        return None
    if PAUSE:
        return Finding(WAITS_AT, "?")
    try:
        is_spam = _ask(_described(examined))
    except (NoAnswer, OSError, HTTPException, TimeoutError, ValueError) as failed:
        PAUSE.begin()
        logger.warning("Akismet doesn't answer, so that comments wait: %r", failed)
        return Finding(WAITS_AT, "?")
    return Finding(SPAM_AT) if is_spam else None


def _described(examined: Examined) -> bytes:
    comment = examined.comment
    said = {
        "api_key": settings.COMMENTS_AKISMET_KEY,
        "blog": settings.URL,
        "user_ip": comment.network.partition("/")[0],
        "comment_type": "reply" if comment.parent_id else "comment",
        "comment_author": comment.name,
        "comment_content": comment.text,
        "permalink": f"{settings.URL}{comment.story.get_absolute_url()}",
        "blog_lang": examined.language,
        "blog_charset": "UTF-8",
    }
    return urlencode(said).encode()


def _ask(described: bytes) -> bool:
    """Return what it says, within so many seconds altogether, however slowly it speaks."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="akismet")
    try:
        answer = pool.submit(_send, described).result(timeout=settings.COMMENTS_AKISMET_SECONDS)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if answer not in (b"true", b"false"):
        raise NoAnswer(answer)
    return answer == b"true"


def _send(described: bytes) -> bytes:
    request = Request(settings.COMMENTS_AKISMET_URL, data=described, method="POST")  # noqa: S310
    opener = build_opener(_NoRedirects)
    with opener.open(request, timeout=settings.COMMENTS_AKISMET_SECONDS) as answer:
        said: bytes = answer.read(LONGEST_ANSWER)
    return said.strip()
