"""Under attack: a small piece of work that a browser does while its reader writes.

The scheme is that of Altcha: SHA-256 of salt and number is to be a given hash; whoever sets the
task knows the number at no cost, whoever solves it tries them all. The task is signed and holds
its end, so nothing is kept of it. Without a script no work is done, and the comment just waits
for a moderator.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from typing import Final

from django.conf import settings

from khabar.comments.identifying import keyed
from khabar.comments.spooling import folder

# Numbers to try: at most so many hashes, half of them on average, which is a second on a phone.
RANGE: Final = 2**15
VALID: Final = 3600
AFTER: Final = 600.0
# Marking it anew with every comment would be work, too.
MARK_EACH: Final = 10.0
WINDOW: Final = 60.0

_arrivals: deque[float] = deque()
_marked_at = 0.0
_spent: dict[str, float] = {}
_guard = threading.Lock()


def note_arrival() -> None:
    """Count a comment that came in; too many in a minute are an attack."""
    global _marked_at  # noqa: PLW0603 (it is this process's memory, as the two above)
    now = time.monotonic()
    with _guard:
        _arrivals.append(now)
        while _arrivals[0] < now - WINDOW:
            _arrivals.popleft()
        is_new = len(_arrivals) > settings.COMMENTS_ATTACK and now > _marked_at + MARK_EACH
        _marked_at = now if is_new else _marked_at
    if is_new:
        mark_attack()


def mark_attack() -> None:
    """Let all processes know, for ten minutes from now."""
    mark = folder() / "attack"
    try:
        mark.touch()
    except OSError:
        return


def is_attacked() -> bool:
    """Say whether there was an attack within the last ten minutes."""
    try:
        return (folder() / "attack").stat().st_mtime > time.time() - AFTER
    except OSError:
        return False


def make_task() -> dict[str, str | int]:
    """Return a task for a browser: `salt`, `hash`, how far to try, and our `sign`."""
    salt = f"{secrets.token_hex(8)}.{int(time.time()) + VALID}"
    digest = _hash(salt, secrets.randbelow(RANGE))
    return {"salt": salt, "hash": digest, "range": RANGE, "sign": _sign(salt, digest)}


def is_proof(answer: str) -> bool:
    """Say whether `answer`, `<salt>:<number>:<sign>`, solves a task of ours that isn't spent."""
    try:
        salt, number, sign = answer.split(":")
        until = float(salt.split(".")[1])
        digest = _hash(salt, int(number))
    except (ValueError, IndexError):
        return False
    if not hmac.compare_digest(_sign(salt, digest), sign) or until < time.time():
        return False
    return _spend(salt, until)


def _spend(salt: str, until: float) -> bool:
    now = time.time()
    with _guard:
        for old in [spent for spent, end in list(_spent.items())[:50] if end < now]:
            del _spent[old]
        if salt in _spent:
            return False
        _spent[salt] = until
    return True


def _hash(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _sign(salt: str, digest: str) -> str:
    return keyed("task", salt, digest).hex()[:32]
