"""The comments' spool in tests: drained at a word, and empty after each test."""

from __future__ import annotations

import shutil

from khabar.comments import asking_akismet, guarding_forms, guarding_people, guarding_text, proving
from khabar.comments.draining import Drainer
from khabar.comments.guarding_words import RULES
from khabar.comments.hurrying import PACE
from khabar.comments.judging import judge_waiting
from khabar.comments.learning import LEARNT
from khabar.comments.receiving import RECENTLY
from khabar.comments.spooling import SPOOL, folder

_drainer = [Drainer()]


def drain() -> int:
    """Do what the worker does: file what lies in the spool, and judge it. Returns how many."""
    moved = _drainer[0].drain()
    judge_waiting()
    return moved


def forget_everything() -> None:
    """Empty the spool, and what the process remembers of readers."""
    SPOOL.close()
    _drainer[0] = Drainer()
    shutil.rmtree(folder(), ignore_errors=True)
    RECENTLY.__init__()  # type: ignore[misc]
    PACE.__init__()  # type: ignore[misc]
    guarding_forms.RATES.__init__()  # type: ignore[misc]
    guarding_text.REPEATS.__init__()  # type: ignore[misc]
    guarding_people.STAFF.__init__()  # type: ignore[misc]
    proving._arrivals.clear()
    proving._marked_at = 0.0
    proving._spent.clear()
    asking_akismet.PAUSE.__init__()  # type: ignore[misc]
    RULES.forget()
    LEARNT.forget()
