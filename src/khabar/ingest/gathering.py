"""Gathering the pages that the words of a command line name: files, folders and globs."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from khabar.ingest.refusing import Refused


@dataclass(frozen=True)
class Gathered:
    """A page to bring in, or the reason why there is none at `path`."""

    path: str
    refusal: Refused | None = None


def gather(words: Iterable[str], suffixes: frozenset[str]) -> Iterator[Gathered]:
    """Find the pages, each once, in the order given; those of a folder or glob by name.

    Of a folder's files, at any depth, only those are taken whose names end in one of `suffixes`,
    and none that are hidden; a file that is named itself is taken whatever its name.
    """
    seen: set[str] = set()
    for word in words:
        for found in _named_by(word, suffixes):
            place = os.path.realpath(found.path)
            if place not in seen:
                seen.add(place)
                yield found


def _named_by(word: str, suffixes: frozenset[str]) -> Iterator[Gathered]:
    if Path(word).is_dir():
        yield from _in_folder(word, suffixes)
    elif os.path.lexists(word) or not glob.has_magic(word):
        yield Gathered(word)
    else:
        yield from _matching(word, suffixes)


def _matching(pattern: str, suffixes: frozenset[str]) -> Iterator[Gathered]:
    matches = sorted(glob.iglob(pattern, recursive=True))
    for match in matches:
        yield from _in_folder(match, suffixes) if Path(match).is_dir() else [Gathered(match)]
    if not matches:
        message = _(
            "Nothing matches this pattern. Look at its spelling and at the folder that you are in."
        )
        yield Gathered(pattern, Refused("no-match", message))


def _in_folder(folder: str, suffixes: frozenset[str]) -> Iterator[Gathered]:
    unreadable: list[Gathered] = []

    def note(error: OSError) -> None:
        unreadable.append(Gathered(str(error.filename), cannot_be_read(error)))

    count = 0
    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in suffixes and not name.startswith("."):
                count += 1
                yield Gathered(os.path.join(place, name))
    yield from unreadable
    if not count and not unreadable:
        yield Gathered(folder, _no_pages(suffixes))


def _no_pages(suffixes: frozenset[str]) -> Refused:
    kinds = ", ".join(f"*{suffix}" for suffix in sorted(suffixes))
    message = _("No pages (%(kinds)s) are in this folder. Name the files themselves.")
    return Refused("no-pages", message % {"kinds": kinds})


def cannot_be_read(error: OSError) -> Refused:
    """Say why the system doesn't let a file or folder be read."""
    if isinstance(error, FileNotFoundError):
        return Refused("missing", _("There is no such file. Look at the spelling of its path."))
    message = _(
        "It can't be read (%(reason)s). Let the user that runs this command read it, and try again."
    )
    return Refused("unreadable", message % {"reason": error.strerror or error})
