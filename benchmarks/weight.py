"""What a story's page weighs, beside a WordPress post with its default theme on the same text.

    apt install wordpress wordpress-theme-twentytwentythree wordpress-l10n \\
        php-cli php-mysql php-gd mariadb-server
    .venv/bin/python benchmarks/weight.py [--mariadb 127.0.0.1:3306]

Makes both in temporary folders: the demonstration newsroom with one more story, served as
`khabar serve` does, and WordPress in Arabic. The same text and the same picture go into each. Opens
the pages in Chromium as a phone does, with nothing in its cache. Bytes are those on the wire,
compressed, without headers; "all" has headers, too. Khabar sends Brotli, WordPress's PHP gzip, as
most do, so Khabar's sizes as gzip stand beside. "2G" is the seconds until the text was painted on
WebPageTest's 2G (`browsing.LINES`).

Exits with 1 where Khabar's page is over a limit.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.browsing import View, chromium, first_view
from benchmarks.demonstrating import demonstration
from benchmarks.wordpressing import publish, wordpress
from tests.website.installation import Installation

LIMITS = {"html": 14_000, "css": 10_000, "js": 8_000, "fonts": 60_000}
COLUMNS = ("html", "css", "js", "fonts", "images")
TEXT = Path(__file__).parents[1] / "tests/ingest/pages/76227.txt"
NUMBER = 76227
TEXT_OF = """
import json
import django; django.setup()
from khabar.newsroom.demonstration.drawing import draw
from khabar.stories.models import Story
from pathlib import Path
story = Story.objects.get(number=NUMBER)
texts = [
    ("*" if block.block_type == "heading" else "") + text
    for block in story.body for text in block.block.get_searchable_content(block.value)
]
Path("PICTURE").write_bytes(draw("harbour"))
told = [text for text in (story.kicker, story.lead, *texts) if text.strip("* ")]
print(json.dumps({"headline": story.headline, "paragraphs": told, "picture": "PICTURE"}))
"""
ADD_PICTURE = """
import django; django.setup()
from pathlib import Path
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from khabar.stories.models import Story
file = ContentFile(Path("PICTURE").read_bytes(), name="harbour.jpg")
story = Story.objects.get(number=NUMBER)
story.lead_image = get_image_model().objects.create(title="harbour", file=file)
story.save_revision().publish()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mariadb", default="127.0.0.1:3306")
    options = parser.parse_args()
    faults: list[str] = []
    with TemporaryDirectory() as folder, chromium() as browser, demonstration() as site:
        heads = "".join(f"{column:>9}" for column in COLUMNS)
        print(f"{'kB':<24}{heads}{'all':>9}{'files':>8}{'elsewhere':>11}{'CLS':>8}{'2G s':>8}")
        ours, story = measure_khabar(browser, site, f"{folder}/harbour.jpg")
        zipped = {kind: size_as_gzip(ours[-1], kind) for kind in LIMITS}
        theirs = measure_wordpress(browser, options.mariadb, story)
    for our, their in zip(ours, theirs, strict=True):
        print_share(our, their)
        faults += faults_of(our)
    for kind, most in LIMITS.items():
        sent = ours[-1].bytes_of(kind)
        print(
            f"khabar, a picture: {kind} {sent:,} bytes (limit {most:,}), {zipped[kind]:,} as gzip"
        )
    print("; ".join(faults) or "limits kept, no font holds up the text, no other host is asked")
    sys.exit(bool(faults))


def measure_khabar(
    browser: Browser, site: Installation, picture: str
) -> tuple[list[View], dict[str, Any]]:
    """Bring the story in and look at it without a picture and with one; return its text, too."""
    site.khabar("ingest", str(TEXT))
    address = f"http://localhost:{site.port}/ar/{NUMBER}/"
    fill = {"NUMBER": str(NUMBER), "PICTURE": picture}
    story: dict[str, Any] = json.loads(site.python(with_names(TEXT_OF, fill)))
    views = [look("khabar", browser, address)]
    site.python(with_names(ADD_PICTURE, fill))
    shown = f"/ar/{NUMBER}/"
    assert site.eventually(lambda: "lead-picture" in site.get(shown)[1], seconds=20)
    return [*views, look("khabar, a picture", browser, address)], story


def measure_wordpress(browser: Browser, host: str, story: dict[str, Any]) -> list[View]:
    """Make two posts of the same text and look at them."""
    with wordpress(host) as environment:
        bare, pictured = publish(environment, story)
        return [
            look("wordpress", browser, bare),
            look("wordpress, a picture", browser, pictured),
        ]


def with_names(script: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        script = script.replace(name, value)
    return script


def look(name: str, browser: Browser, address: str) -> View:
    """Print a page's figures and return them: once to make it, once to see it, once slowly."""
    first_view(browser, address)
    view = first_view(browser, address)
    view.text = first_view(browser, address, "2G").text
    sizes = [view.bytes_of(kind) / 1000 for kind in COLUMNS]
    rest = f"{len(view.files):>8}{len(view.strangers):>11}{view.shift:>8.3f}{view.text:>8.2f}"
    print(f"{name:<24}{row(*sizes, view.wire / 1000, form='9.1f')}{rest}", flush=True)
    return view


def row(*figures: float, form: str) -> str:
    return "".join(f"{figure:>{form}}" for figure in figures)


def print_share(our: View, their: View) -> None:
    """Print what Khabar sends as a share of what WordPress sends."""
    pairs = [(our.bytes_of(kind), their.bytes_of(kind)) for kind in COLUMNS]
    pairs += [(our.wire, their.wire)]
    shares = "".join(f"{o / t:>9.2f}" if t else f"{'-':>9}" for o, t in pairs)
    files, text = len(our.files) / len(their.files), our.text / their.text
    print(f"{'khabar : wordpress':<24}{shares}{files:>8.2f}{'':>19}{text:>8.2f}")


def faults_of(view: View) -> list[str]:
    """Return what is over a limit or holds up the text."""
    over = [kind for kind, most in LIMITS.items() if view.bytes_of(kind) > most]
    faults = [f"{kind} is over its limit" for kind in over]
    faults += [f"waits for {font}" for font in view.blocking_fonts]
    return faults + [f"asks elsewhere: {address}" for address in view.strangers]


def size_as_gzip(view: View, kind: str) -> int:
    """Return the bytes of one kind as a browser without Brotli gets them."""
    return sum(
        len(answer_as_gzip(file.address)) for file in view.files.values() if file.kind == kind
    )


def answer_as_gzip(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bytes(answer.read())


if __name__ == "__main__":
    main()
