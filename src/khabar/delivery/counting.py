"""What this process has answered, for whoever asks how it is doing."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Counters:
    """Counts since the process began.

    Threads don't wait for each other to count, so a few of millions may go missing.
    """

    hits: int = 0
    """Answered from this worker's memory."""
    reads: int = 0
    """Answered from the file, because this worker's memory had no current copy."""
    misses: int = 0
    """Pages that had to be rendered while a reader waited."""
    stale: int = 0
    """Answered with a page past its freshness, while it was being refreshed."""
    rescued: int = 0
    """Answered with a kept page because Django failed or took too long."""
    bypassed: int = 0
    """Passed to Django because the request or its view isn't one for finished pages."""
    refused: int = 0
    """Answered 400, 405 or 406 without asking anyone."""
    unavailable: int = 0
    """Answered 503: Django failed and no page was kept."""
    refreshed: int = 0
    """Pages rendered again in the background."""
    failures: int = 0
    """Renderings that raised, or that ended in a status of 500 or more."""
    errors: int = 0
    """Trouble with the file itself: disk full, damaged, locked."""

    def as_dict(self) -> dict[str, int]:
        """Return every count by its name."""
        return asdict(self)


COUNTERS = Counters()
