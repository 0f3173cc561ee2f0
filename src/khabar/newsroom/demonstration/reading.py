"""The demonstration's files: names and stories, as they were written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Draft:
    """One story's file: `key` names the event, and is the same in every language."""

    language: str
    key: str
    fields: dict[str, Any]


@cache
def names() -> dict[str, Any]:
    """Return the names of sections, contributors, topics and pictures, and the adverts."""
    return tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))


@cache
def fronts() -> dict[str, Any]:
    """Return the containers of the main front, and those of sections' fronts by their slugs."""
    return tomllib.loads((HERE / "fronts.toml").read_text(encoding="utf-8"))


def drafts() -> list[Draft]:
    """Return every story, those published first coming first."""
    found = sorted(_read(), key=lambda draft: (draft.key, draft.language))
    return sorted(found, key=lambda draft: draft.fields["minutes_ago"], reverse=True)


def _read() -> Iterator[Draft]:
    for file in (HERE / "stories").glob("*/*.toml"):
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
        yield Draft(file.parent.name, file.stem, fields)
