"""The paper's one style sheet, gathered from the component files.

Browsers get one file; the source stays one file a component. A finder serves it in development
and hands it to `collectstatic`, so no built file lies in the repository and a theme's own
`khabar/css/tokens.css` takes part like any other. `khabar/css/theme.css` is the theme's alone and
comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage, Storage

STYLE_SHEET = "khabar/css/paper.css"
COMPONENTS = (
    "tokens",
    "base",
    "masthead",
    "front",
    "cards",
    "story",
    "body",
    "comments",
    "advert",
    "forms",
    "lists",
    "search",
    "topics",
    "archive",
    "errors",
    "print",
    "theme",
)


def gather(folder: Path) -> Path:
    """Write the joined components below `folder` and return the file."""
    found = (finders.find(f"khabar/css/{name}.css") for name in COMPONENTS)
    text = b"\n".join(Path(str(path)).read_bytes() for path in found if path)
    file = folder / STYLE_SHEET
    if not file.exists() or file.read_bytes() != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
    return file


class StyleSheetFinder(finders.BaseFinder):
    """Finds the gathered style sheet, and nothing else."""

    folder = Path(settings.VAR) / "gathered"

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != STYLE_SHEET:
            return []
        file = str(gather(self.folder))
        return [file] if find_all else file

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        gather(self.folder)
        yield STYLE_SHEET, FileSystemStorage(location=self.folder)
