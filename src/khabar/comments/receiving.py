"""Taking in what a reader sends: onto the disk before it is acknowledged, never the database.

The same comment sent twice is one: its key comes from what was written under which story and from
which address, however it was sent (a phone changes its network between two attempts). Whoever sends
the same once more within ten minutes has the same key, or one that names the former.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from khabar.comments.identifying import keyed, network_of, reader_hash
from khabar.comments.spooling import SPOOL
from khabar.language.folding import fold

# A second click, or a browser that sends again, comes within this time.
SAME_WITHIN: Final = 600
REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A comment as it came: whose story, what `CommentForm` cleaned, and how it was sent.

    `evidence` is what the guards look at: `trap`, `seconds`, `proof`, `scripted`.
    """

    number: int
    language: str
    parent: int | None
    name: str
    email: str
    text: str
    evidence: Mapping[str, Any]
    follow: bool = False


class Recently:
    """What this process took in within the last ten minutes, by what makes two comments one."""

    def __init__(self) -> None:
        self._keys: dict[bytes, tuple[float, UUID]] = {}
        self._guard = threading.Lock()

    def key_for(self, same: bytes, key: UUID, now: float) -> UUID:
        """Return the key of the first that is the same, which is `key` where there is none."""
        with self._guard:
            before = self._keys.get(same)
            if before and now - before[0] < SAME_WITHIN:
                return before[1]
            self._keys.pop(same, None)
            self._keys[same] = (now, key)
            while len(self._keys) > REMEMBERED:
                del self._keys[next(iter(self._keys))]
            return key


RECENTLY = Recently()


def receive_comment(sent: Sent, meta: Mapping[str, Any]) -> list[UUID]:
    """Take in a comment; return the keys that it may be found under, the likeliest first.

    `meta` is the request's. On return the comment is on the disk. Raises `SpoolError`.
    """
    keys = keys_of(sent)
    SPOOL.append(
        {
            "kind": "comment",
            "key": keys[0].hex,
            "former": [key.hex for key in keys[1:]],
            "story": sent.number,
            "parent": sent.parent,
            "name": sent.name,
            "email": sent.email,
            "text": sent.text,
            "follow": sent.follow,
            "evidence": dict(sent.evidence),
            "network": network_of(meta),
            "at": timezone.now().isoformat(),
        }
    )
    return keys


def keys_of(sent: Sent) -> list[UUID]:
    """Return the key, and the one that the same comment had in the ten minutes before."""
    now = time.time()
    plain = " ".join(fold(sent.text).split())
    same = keyed("same", sent.number, sent.parent, sent.email.lower(), plain)
    bucket = int(now // SAME_WITHIN)
    former, key = (
        UUID(bytes=keyed("key", same.hex(), moment)[:16], version=4)
        for moment in (bucket - 1, bucket)
    )
    first = RECENTLY.key_for(same, key, now)
    return [first] if first != key else [key, former]


def receive_sign(kind: str, comment: int, meta: Mapping[str, Any], **said: Any) -> None:
    """Take in a vote or a report. Raises `SpoolError`."""
    now = timezone.now()
    reader = reader_hash(meta, now.date())
    SPOOL.append({"kind": kind, "comment": comment, "reader": reader, "at": now.isoformat()} | said)
