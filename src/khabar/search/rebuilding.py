"""Building an index anew beside the one in use, which goes on answering meanwhile.

What was built is noted every few thousand stories, so that a build that was ended goes on from
there. A build begins at the ledger's end: what is published meanwhile is followed afterwards.
"""

from __future__ import annotations

import fcntl
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from django.db import connections
from django.db.models import Max

from khabar.search import opening
from khabar.search.describing import describe
from khabar.search.engine import Unavailable
from khabar.search.feeding import Feed, ledger_rows, newest, story_revisions
from khabar.search.indexing import make_index, open_writer
from khabar.search.recording import record_of
from khabar.search.spelling import build_words
from khabar.search.suggesting import build_names
from khabar.stories.models import Story

CHUNK: Final = 500
MERGED: Final = 8
"""The engine makes one piece of the index of so many pieces of one size."""
LARGEST_PIECE: Final = 40
"""How many chunks are put into one piece, at most."""

Progress = Callable[[int, int], object]


class AlreadyBuilding(Exception):
    """Another process builds an index on this machine."""


def rebuild(
    *, processes: int = 1, afresh: bool = False, progress: Progress = lambda done, total: None
) -> int:
    """Build an index of the whole archive, use it, and return how many stories are in it.

    A build that was ended goes on, unless `afresh`. With several `processes` the words are analysed
    beside each other. `progress` is told how many stories of how many are done. Raises
    `AlreadyBuilding` where another process is at it.
    """
    with _alone():
        folder, state = _begun(afresh) or _begin()
        done = _fill(folder, state, processes, progress)
        build_names(folder)
        build_words(folder)
        replace(opening.State.read(folder), done=None, followed_at=time.time()).write(folder)
        opening.use(folder)
    feed = Feed()
    feed.keep_up()
    feed.close()
    return done


@contextmanager
def _alone() -> Iterator[None]:
    opening.root().mkdir(parents=True, exist_ok=True)
    with open(opening.root() / "building.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyBuilding("An index is being built already.") from error
        yield


def _begun(afresh: bool) -> tuple[Path, opening.State] | None:
    """Return the build that was ended, if it can go on."""
    if afresh:
        return None
    for folder in opening.root().glob("*/"):
        try:
            state = opening.State.read(folder)
        except Unavailable:
            continue
        if state.done is not None and state.is_of_today and state.archive == opening.archive():
            return folder, state
    return None


def _begin() -> tuple[Path, opening.State]:
    folder = opening.root() / f"{time.strftime('%Y%m%d')}-{secrets.token_hex(3)}"
    make_index(folder)
    state = opening.State(
        archive=opening.archive(),
        ledger=newest(ledger_rows()),
        revision=newest(story_revisions()),
        done=0,
    )
    state.write(folder)
    return folder, state


def _fill(folder: Path, state: opening.State, processes: int, progress: Progress) -> int:
    """Add every story after the last that is in it."""
    stories = Story.objects.all()
    first, last = state.done or 0, stories.aggregate(last=Max("pk"))["last"] or 0
    total = stories.count()
    done = stories.filter(pk__lte=first).count()
    writer = open_writer(folder, memory=256)
    if writer is None:
        raise AlreadyBuilding("Another process writes to the index.")
    chunks = [(after, min(after + CHUNK, last)) for after in range(first, last, CHUNK)]
    ends = _ends(len(chunks))
    with _analysts(processes) as analysts:
        for place, (upto, records) in enumerate(_analysed(analysts, chunks), start=1):
            for record in records:
                writer.add(record)
            done += len(records)
            progress(min(done, total), total)
            if place in ends:
                writer.commit()
                replace(state, done=upto).write(folder)
    writer.close()
    return total


def _ends(chunks: int) -> set[int]:
    """Return after which chunks the build is kept, so that it can go on from there.

    The pieces are as many as a power of `MERGED` and of one size: what the engine makes of them in
    the end is a single piece, which answers soonest.
    """
    pieces = 1
    while chunks / pieces > LARGEST_PIECE:
        pieces *= MERGED
    return {round(chunks * piece / pieces) for piece in range(1, pieces + 1)}


def _analysts(processes: int) -> Any:
    if processes < 2:
        return nullcontext(None)
    connections.close_all()
    return ProcessPoolExecutor(processes, mp_context=get_context("fork"))


def _analysed(
    analysts: Executor | None, chunks: list[tuple[int, int]]
) -> Iterator[tuple[int, list[str]]]:
    """Return the records of each chunk, in order; a few chunks ahead of who takes them."""
    if analysts is None:
        yield from ((upto, records_between(after, upto)) for after, upto in chunks)
        return
    ahead = [analysts.submit(records_between, *chunk) for chunk in chunks[:AHEAD]]
    for place, (_after, upto) in enumerate(chunks):
        yield upto, ahead.pop(0).result()
        if place + AHEAD < len(chunks):
            ahead.append(analysts.submit(records_between, *chunks[place + AHEAD]))


AHEAD: Final = 8


def records_between(after: int, upto: int) -> list[str]:
    """Return the records of the stories whose keys lie in between: above `after`, up to `upto`."""
    keys = Story.objects.filter(pk__gt=after, pk__lte=upto).values_list("pk", flat=True)
    entries = describe(keys)
    return [record_of(entry) for pair in entries.values() for entry in pair]
