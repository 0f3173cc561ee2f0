"""Where a machine's index lies, and which of them is in use.

`KHABAR_VAR/search` holds a folder for each index: one in use, named by the file `current`, and
perhaps one that is being built. Beside the engine's own files each has a `state.json`: of which
make it is, to which archive it belongs, and how far it has followed the ledger.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from django.conf import settings

from khabar.language.analysing import ANALYSIS_VERSION
from khabar.search.engine import Unavailable
from khabar.search.models import Archive
from khabar.search.recording import SCHEMA_VERSION

CURRENT = "current"
DAMAGED = "damaged"
STATE = "state.json"


@dataclass(frozen=True)
class State:
    """What is known of an index beside what is in it.

    `ledger` and `revision` are the rows up to which it has followed, `followed_at` is when, in
    seconds since 1970. `done` is the key of the last story while it is being built, and None once
    it is whole.
    """

    archive: str
    schema: int = SCHEMA_VERSION
    analysis: int = ANALYSIS_VERSION
    ledger: int = 0
    revision: int = 0
    followed_at: float = 0.0
    done: int | None = None

    @property
    def is_readable(self) -> bool:
        """Whether this version of the program can ask it."""
        return self.schema == SCHEMA_VERSION

    @property
    def is_of_today(self) -> bool:
        """Whether it was made as this version of the program makes it."""
        return self.is_readable and self.analysis == ANALYSIS_VERSION

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the state of the index in `folder`. Raises `Unavailable` where it can't be."""
        try:
            return cls(**json.loads((folder / STATE).read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise Unavailable(f"{folder / STATE} can't be read: {error}") from error

    def write(self, folder: Path) -> None:
        """Keep the state; whoever reads it sees the old one or the new."""
        write_at_once(folder / STATE, json.dumps(asdict(self)))


def write_at_once(file: Path, text: str) -> None:
    """Write a small file so that it is never seen half."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    with open(beside, "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    beside.rename(file)


def root() -> Path:
    """Return the folder of all indexes."""
    return Path(settings.VAR) / "search"


def current() -> Path:
    """Return the folder of the index in use. Raises `Unavailable` where there is none."""
    try:
        folder = root() / (root() / CURRENT).read_text().strip()
    except OSError as error:
        raise Unavailable("There is no index yet.") from error
    if not folder.is_dir():
        raise Unavailable(f"{folder} is gone.")
    return folder


def use(folder: Path) -> None:
    """Let everybody read the index in `folder` from now on, and remove the others."""
    write_at_once(root() / CURRENT, folder.name)
    for other in root().iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)


def report_damage(folder: Path) -> None:
    """Note that the index can't be read, so that whoever feeds it has it built anew."""
    (folder / DAMAGED).touch()


def is_damaged(folder: Path) -> bool:
    """Return whether somebody couldn't read the index."""
    return (folder / DAMAGED).exists()


def archive() -> str:
    """Return the name of the archive in the database, by which an index of another is told."""
    return str(Archive.objects.get(pk=1).identity)
