"""Lighthouse's marks for readers' pages on a phone, in every language.

    npm install --ignore-scripts --prefix /tmp/lighthouse lighthouse@12.8.2
    .venv/bin/python benchmarks/lighthouse.py [--lighthouse /tmp/lighthouse] [--languages ar,fa,en]

Needs a filled newsroom (`./khabar demo --no-serve` makes one in ./var) and Chromium. Serves it as
`khabar serve` does and has Lighthouse look at front, section, story and search of each edition, on
its own slow phone and slow network. Exits with 1 where a mark is below the limit.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

LIMIT = 99
PORT = 8199
SITE = f"http://localhost:{PORT}"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SEARCHED = {"ar": "الماء", "fa": "آب", "en": "water"}
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def answer(address: str) -> str:
    with urllib.request.urlopen(SITE + address, timeout=20) as response:
        return str(response.read().decode())


def serve() -> subprocess.Popen[bytes]:
    """Serve the newsroom and wait until its front is there."""
    environment = os.environ | {"KHABAR_URL": SITE, "KHABAR_LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "khabar.command", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment)
    for _ in range(120):
        try:
            answer("/ar/")
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return server
    server.kill()
    raise SystemExit("Nothing is served. Is the newsroom filled? ./khabar demo --no-serve")


def pages(language: str) -> dict[str, str]:
    """Return an edition's pages; section and story are the first that its front leads to."""
    front = answer(f"/{language}/")
    story = re.search(rf'href="(/{language}/\d+/)"', front)
    section = re.search(r'class="sections".*?href="([^"]+)"', front, re.S)
    if not story or not section:
        raise SystemExit(f"The front /{language}/ leads nowhere. Fill the newsroom first.")
    found = {"front": f"/{language}/", "section": section[1], "story": story[1]}
    return found | {"search": f"/{language}/search/?q={quote(SEARCHED[language])}"}


def marks(program: Path, address: str) -> list[int]:
    """Return Lighthouse's mark of a page in each category, out of a hundred."""
    answer(address)  # rendered and kept, as for any reader but the first
    command = [str(program), SITE + address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--chrome-flags={CHROME_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = os.environ | {"CHROME_PATH": "/usr/bin/chromium"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    categories = json.loads(run.stdout)["categories"]
    return [round(100 * categories[name]["score"]) for name in CATEGORIES]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", type=Path, default=Path("/tmp/lighthouse"))
    parser.add_argument("--languages", default="ar,fa,en")
    options = parser.parse_args()
    program = options.lighthouse / "node_modules/.bin/lighthouse"
    server, lowest = serve(), 100
    try:
        print(f"{'page':<16}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
        for language in options.languages.split(","):
            for page, address in pages(language).items():
                given = marks(program, address)
                lowest = min(lowest, *given)
                print(f"{page} ({language})".ljust(16), end="")
                print("".join(f"{mark:>16}" for mark in given), flush=True)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=25)
    kept = lowest >= LIMIT
    print(f"lowest mark: {lowest} (limit {LIMIT}: {'kept' if kept else 'BROKEN'})")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
