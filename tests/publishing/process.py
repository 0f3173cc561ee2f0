"""What a process beside the tests does: a worker, or a scheduler's ticks, on the tests' database.

The tests' own process calls `register` alone.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import timedelta
from typing import Any

from khabar.publishing.models import Lane
from khabar.publishing.planning import register_schedule
from khabar.publishing.registering import Event, consequence
from khabar.publishing.scheduling import run_tick
from khabar.publishing.timing import Clock
from khabar.publishing.working import Worker
from khabar.stories.models import Story

NOTES = "KHABAR_TEST_NOTES"


def register() -> None:
    """Register what follows in tests: notes in a file, in the order in which they are made."""

    @consequence("test.note", on=("happened",))
    def note(event: Event) -> None:
        write(f"begin {event.subject} {event.payload['number']}")
        time.sleep(event.payload.get("seconds", 0))
        while os.path.exists(event.payload.get("until_gone", "")):
            time.sleep(0.02)
        write(f"end {event.subject} {event.payload['number']}")

    @consequence("test.tell", on=("told",), lane=Lane.LATER)
    def tell(event: Event) -> None:
        note(event)

    @consequence("test.crash", on=("crashed",), attempts=3)
    def crash(event: Event) -> None:
        write("crash")
        os.kill(os.getpid(), signal.SIGKILL)


def write(line: str) -> None:
    """Append a line to the notes, whole or not at all."""
    descriptor = os.open(os.environ[NOTES], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, f"{time.time():.6f} {line}\n".encode())
    os.close(descriptor)


def work(lease: float) -> None:
    """Be a worker until SIGTERM."""
    worker = Worker(schedule=False, lease=timedelta(seconds=lease))

    def stop(*_: Any) -> None:
        worker.stop()
        write("told to stop")

    signal.signal(signal.SIGTERM, stop)
    worker.run()


def tick(times: int, pause: float, probation: float = 2.0) -> None:
    """Be a scheduler for some ticks; print how many items it published."""
    register_schedule(Story)
    clock, count = Clock(probation=timedelta(seconds=probation)), 0
    for _ in range(times):
        count += run_tick(clock)
        time.sleep(pause)
    sys.stdout.write(f"{count}\n")


def publish(times: int) -> None:
    """Publish each story anew, again and again, as the desk does."""
    for number in range(times):
        for story in Story.objects.order_by("pk"):
            story.headline = f"version {number} of {time.monotonic_ns()}"
            story.save_revision().publish()
            write(f"published {story.number}")


def main() -> None:
    """Do what the command line says."""
    register()
    deeds: dict[str, Any] = {"worker": work, "ticks": tick, "publish": publish}
    role, *words = sys.argv[1:]
    deeds[role](*(float(word) if "." in word else int(word) for word in words))
