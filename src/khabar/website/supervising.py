"""Keeping several processes running: what dies is started again, what should stop stops in time.

The supervisor does nothing else. It has one thread, holds no connection to the database, and
sleeps until a signal comes. Its children are forks, which share its memory.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from django.db import connections

# Everything has stopped within 20 seconds: the children take no more than 15, and then they are
# killed.
GRACE: Final = 18.0
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
# A child that ran so long was well: its next death counts as its first.
SETTLED: Final = 60.0
ENDING: Final = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
HEARD: Final = {signal.SIGCHLD, *ENDING}
PR_SET_PDEATHSIG: Final = 1


class Child:
    """A process that is to be running, and what is known of it."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name, self.work = name, work
        self.pid = 0
        self.deaths = 0
        self.began = self.begins = 0.0

    def start(self) -> None:
        """Fork, and do the work in the fork."""
        sys.stdout.flush()
        sys.stderr.flush()
        supervisor, self.began = os.getpid(), time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(_run(self.work, supervisor))
        # The child does the same: whoever comes first. It may have ended already.
        with suppress(OSError):
            os.setpgid(self.pid, self.pid)

    def has_died(self) -> int | None:
        """Return how the process ended, as `waitpid` tells it, or `None` while it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG) if self.pid else (0, 0)
        return status if pid else None

    def bury(self) -> None:
        """End what the dead process had started, and note when to start it again."""
        self.end(signal.SIGKILL)
        ran = time.monotonic() - self.began
        self.pid, self.deaths = 0, 1 if ran > SETTLED else self.deaths + 1
        self.begins = time.monotonic() + self.pause

    @property
    def pause(self) -> float:
        """How many seconds it stays dead: the longer, the more often it dies."""
        return min(FIRST_PAUSE * 2.0 ** (self.deaths - 1), LONGEST_PAUSE)

    def end(self, number: int) -> None:
        """Send a signal to the process and all that it has started; SIGTERM to itself alone."""
        with suppress(ProcessLookupError):
            if self.pid and number == signal.SIGTERM:
                os.kill(self.pid, number)
            elif self.pid:
                os.killpg(self.pid, number)


def _run(work: Callable[[], object], supervisor: int) -> int:
    """Do a child's work; return its exit status."""
    try:
        _become_child(supervisor)
        work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _become_child(supervisor: int) -> None:
    with suppress(OSError):
        os.setpgid(0, 0)
    # Linux tells a child when its parent is killed; nothing may outlive the supervisor.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
    if os.getppid() != supervisor:
        raise SystemExit(1)


class Supervisor:
    """Runs each of `work`, by name, in a process of its own. `say` is given a line at a time."""

    def __init__(
        self,
        work: Mapping[str, Callable[[], object]],
        *,
        say: Callable[[str], object],
        grace: float = GRACE,
    ) -> None:
        self.children = [Child(name, deed) for name, deed in work.items()]
        self.say, self.grace = say, grace

    def run(self) -> None:
        """Keep all of them running until SIGTERM, SIGINT or SIGHUP comes; then stop them."""
        connections.close_all()
        # What is there now stays in the memory that the forks share.
        gc.freeze()
        signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
        try:
            while self._wait() not in ENDING:
                self._look()
            self._stop()
        finally:
            for child in self.children:
                child.end(signal.SIGKILL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)

    def _wait(self) -> int | None:
        """Start what is due, then wait until a signal comes or the next is due."""
        for child in self.children:
            if not child.pid and child.begins <= time.monotonic():
                child.start()
                self.say(f"{child.name} runs as process {child.pid}")
        dead = [child.begins for child in self.children if not child.pid]
        return _heard(min(dead) - time.monotonic() if dead else 3600.0)

    def _look(self) -> None:
        for child in self.children:
            status = child.has_died()
            if status is not None:
                child.bury()
                self.say(f"{child.name} {_how(status)}; it starts again in {child.pause:g} s")

    def _stop(self) -> None:
        """Tell the children to end, wait for them, and kill what doesn't: also when told twice."""
        until = time.monotonic() + self.grace
        for child in self.children:
            child.end(signal.SIGTERM)
        while left := [child for child in self.children if child.pid]:
            for child in left:
                if (status := child.has_died()) is not None:
                    child.bury()
                    self.say(f"{child.name} {_how(status)}")
            if any(child.pid for child in left) and self._is_enough(until):
                return

    def _is_enough(self, until: float) -> bool:
        left = until - time.monotonic()
        return left <= 0 or _heard(left) in ENDING


def _heard(seconds: float) -> int | None:
    """Wait for a signal; return it, or `None` where none came in time."""
    heard = signal.sigtimedwait(HEARD, max(0.0, seconds))
    return heard.si_signo if heard else None


def _how(status: int) -> str:
    """Say how a process ended."""
    if os.WIFSIGNALED(status):
        return f"was ended by {signal.Signals(os.WTERMSIG(status)).name}"
    code = os.WEXITSTATUS(status)
    return f"failed with status {code}" if code else "has stopped"
