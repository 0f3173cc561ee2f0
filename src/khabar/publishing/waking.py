"""How a worker is woken, and how its neighbours know that it lives.

Each worker holds a named pipe open in `KHABAR_VAR/workers`. Whoever records something writes a
byte into each. A pipe that nobody holds open belongs to a worker that died: the kernel closes it
however the process ends. A missed byte is no loss, since workers look into the ledger by
themselves each second.
"""

from __future__ import annotations

import errno
import os
import secrets
import select
import socket
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings


def folder() -> Path:
    """Return the folder of the pipes."""
    return Path(settings.VAR) / "workers"


def wake() -> None:
    """Wake the workers of this machine. Never raises: they look by themselves soon enough."""
    try:
        pipes = list(folder().iterdir())
    except OSError:
        return
    for pipe in pipes:
        _ring(pipe)


def _ring(pipe: Path) -> bool:
    """Write a byte into `pipe`; return whether somebody may hold it open."""
    try:
        descriptor = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ENXIO:
            pipe.unlink(missing_ok=True)
        return error.errno not in (errno.ENXIO, errno.ENOENT)
    # A full pipe means that the worker has been told often enough.
    with suppress(BlockingIOError):
        os.write(descriptor, b"!")
    os.close(descriptor)
    return True


def is_dead(owner: str) -> bool:
    """Return whether the worker `owner` surely lives no more.

    Of a worker on another machine nothing is known: its leases run out by themselves.
    """
    return owner.startswith(f"{socket.gethostname()}.") and not _ring(folder() / owner)


class Bell:
    """A worker's own pipe; `owner` is the name under which it leases rows."""

    def __init__(self) -> None:
        self.owner = f"{socket.gethostname()}.{os.getpid()}.{secrets.token_hex(4)}"

    def __enter__(self) -> Self:
        folder().mkdir(parents=True, exist_ok=True)
        self.path = folder() / self.owner
        # It gets its name only when it is held open: nobody may take this worker for dead.
        unnamed = folder().parent / f".{self.owner}"
        os.mkfifo(unnamed, 0o600)
        # Open for both, so that it never ends when the last writer goes.
        self.descriptor = os.open(unnamed, os.O_RDWR | os.O_NONBLOCK)
        unnamed.rename(self.path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.path.unlink(missing_ok=True)
        os.close(self.descriptor)

    def ring(self) -> None:
        """Wake this worker itself; a signal handler may call it."""
        with suppress(BlockingIOError):
            os.write(self.descriptor, b"!")

    def wait(self, seconds: float) -> bool:
        """Wait until somebody rings, or for so many seconds; return whether somebody rang."""
        rang = bool(select.select([self.descriptor], [], [], seconds)[0])
        if rang:
            os.read(self.descriptor, 65536)
        return rang
