"""The demonstration newsroom in a temporary folder, served as `khabar serve` does."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.website.installation import Installation

SEARCHED = {"ar": "الماء", "fa": "آب", "en": "water"}


@contextmanager
def demonstration() -> Iterator[Installation]:
    """Fill and serve a newsroom while the block lasts."""
    with TemporaryDirectory() as folder, Installation(Path(folder)) as site:
        # By this name Chromium is offered every encoding, as by HTTPS.
        site.environment["KHABAR_URL"] = f"http://localhost:{site.port}"
        site.khabar("demo", "--no-serve")
        site.serve()
        yield site


def pages_of(site: Installation, language: str) -> dict[str, str]:
    """Return an edition's pages; section and story are the first that its front leads to."""
    return found_on(site.get(f"/{language}/")[1], language)


def found_on(front: str, language: str) -> dict[str, str]:
    """Return the addresses of an edition's pages by the HTML of its front."""
    story = re.search(rf'href="(/{language}/\d+/)"', front)
    section = re.search(r'class="sections".*?href="([^"]+)"', front, re.S)
    if not story or not section:
        raise SystemExit(f"The front /{language}/ leads nowhere. Fill the newsroom first.")
    search = f"/{language}/search/"
    return {
        "front": f"/{language}/",
        "section": section[1],
        "story": story[1],
        "search": search,
        "results": f"{search}?q={quote(SEARCHED[language])}",
    }
