"""Guards that look at what a comment says."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import deque
from hashlib import blake2b
from typing import Final

from django.utils.translation import gettext_lazy as _

from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.models import Comment

LINK: Final = re.compile(
    r"https?://|www\.|\b[a-z0-9-]{2,}\.(?:com|net|org|info|ru|xyz|top|click|shop|site|online|ir|me|io|ly)\b",
    re.IGNORECASE,
)
REMEMBERED: Final = 3000
LONG_ENOUGH: Final = 40
NEAR: Final = 6
SCRIPTS: Final = {"ar": "ARABIC", "fa": "ARABIC", "en": "LATIN"}


@guard("links", label=_("Links"))
def links(examined: Examined) -> Finding | None:
    """Weigh links: one may be a source, three are an advertisement."""
    count = len(LINK.findall(examined.comment.text)) + len(LINK.findall(examined.comment.name)) * 3
    return Finding((0, 1, 3, 6)[min(count, 3)] + (count > 5) * 2, str(count)) if count else None


@guard("language", label=_("Letters of another script, in percent"))
def another_language(examined: Examined) -> Finding | None:
    """Weigh a comment that is mostly in another script than the story."""
    script = SCRIPTS.get(examined.language)
    letters = [c for c in examined.comment.text[:1000] if c.isalpha()]
    if script is None or len(letters) < 10:
        return None
    foreign = [c for c in letters if not unicodedata.name(c, "").startswith(script)]
    share = len(foreign) / len(letters)
    if share < 0.5:
        return None
    strange = sum(not unicodedata.name(c, "").startswith(("ARABIC", "LATIN")) for c in foreign)
    return Finding(5 if strange > len(foreign) / 2 else 2, str(round(share * 100)))


class Repeats:
    """What was said lately, as 64 bits that are nearly the same for nearly the same text."""

    def __init__(self) -> None:
        self._said: deque[tuple[int, int, str]] = deque(maxlen=REMEMBERED)
        self._guard = threading.Lock()
        self._is_filled = False

    def note(self, text: str, whose: str) -> int:
        """Note a text and return how often nearly the same was said before."""
        if not self._is_filled:
            self._fill()
        mark, length = simhash(text), len(text)
        with self._guard:
            said = list(self._said)
            self._said.append((mark, length, whose))
        return sum(
            (before ^ mark).bit_count() <= NEAR
            and abs(size - length) <= length // 5 + 2
            and (length >= LONG_ENOUGH or (whose == who and before == mark))
            for before, size, who in said
        )

    def _fill(self) -> None:
        """After a start, remember what came in before it."""
        self._is_filled = True
        came = Comment.objects.exclude(status="received").order_by("-received_at")[:REMEMBERED]
        for text, who in reversed(came.values_list("text", "commenter")):
            plain = " ".join(text.split())
            self._said.append((simhash(plain), len(plain), str(who)))


REPEATS: Final = Repeats()


def simhash(text: str) -> int:
    """Return 64 bits: two texts that share most runs of four letters differ in few of them."""
    counts = [0] * 64
    for start in range(max(1, len(text) - 3)):
        digest = blake2b(text[start : start + 4].encode(), digest_size=8).digest()
        bits = int.from_bytes(digest, "big")
        for place in range(64):
            counts[place] += 1 if bits >> place & 1 else -1
    return sum(1 << place for place, count in enumerate(counts) if count > 0)


@guard("repeated", label=_("Said before, nearly in the same words, so many times"))
def repeated(examined: Examined) -> Finding | None:
    """Weigh what was said before in nearly the same words."""
    plain = " ".join(examined.comment.text.split())[:2000]
    count = REPEATS.note(plain, str(examined.comment.commenter_id))
    return Finding(min(3 + count, 8), str(count)) if count else None
