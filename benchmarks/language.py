"""How fast words are cut, folded and stemmed, in MB of Arabic text a second on one core.

    .venv/bin/python benchmarks/language.py

Reads the 31,525 stories of ant_v2 below `KHABAR_DATA`. Nothing is remembered when each way begins.
The time is the processor's, so that other work on the machine doesn't count.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from khabar.language import analyse, fold
from khabar.language.analysing import index_words

DATA = Path(os.environ.get("KHABAR_DATA", Path(__file__).parents[2] / "shared/data"))
LIMIT = 6.0


def stories() -> list[str]:
    """Return the headline and text of each story."""
    path = DATA / "ant_v2/articles.jsonl.gz"
    if not path.exists():
        sys.exit(f"{path} isn't there; say in KHABAR_DATA where the data is.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = (json.loads(line) for line in lines)
        return [f"{article['title']}\n{article['text']}" for article in articles]


def megabytes_a_second(deed: Callable[[str], object], texts: list[str]) -> float:
    """Return how many MB (as UTF-8) of texts `deed` goes through in a second."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    began = time.process_time()
    for text in texts:
        deed(text)
    return size / (time.process_time() - began)


def main() -> None:
    """Print a line for each way."""
    texts = stories()
    ways: tuple[tuple[str, Callable[[str], object], float | None], ...] = (
        ("index_words, for the index", lambda text: index_words(text, "ar"), LIMIT),
        ("analyse, for marks", lambda text: analyse(text, "ar"), None),
        ("fold", fold, None),
    )
    print("| what | MB/s | limit |\n|---|---:|---:|")
    slow = False
    for name, deed, limit in ways:
        speed = megabytes_a_second(deed, texts)
        slow |= limit is not None and speed < limit
        print(f"| {name} | {speed:.1f} | {limit or ''} |", flush=True)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
