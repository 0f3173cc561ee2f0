"""A stand-in for an archive of any size, made of real sentences.

A story has a headline of one of the data's stories and a text of sentences of up to four others of
its edition, three in ten of its section, until it has the length of a further one: so words are as
frequent as they are, and lengths are as they are. One story in ten is in Persian. Which sentences a
story gets depends on its number alone.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import random
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("KHABAR_DATA", Path(__file__).parents[2] / "shared/data"))
YEARS = 20
SENTENCE = re.compile(r"(?<=[.؟!])\s+|\n+")
PERSIAN_EVERY = 10


def lines(name: str) -> Iterator[dict[str, Any]]:
    """Return the objects of a file of the data. Ends the program where it isn't there."""
    file = DATA / name
    if not file.exists():
        raise SystemExit(f"{file} isn't there. Say by KHABAR_DATA where the data is.")
    with gzip.open(file, "rt") as handle:
        yield from map(json.loads, handle)


class Corpus:
    """The headlines, sections and sentences of one language's data."""

    def __init__(self, stories: list[tuple[str, str, str]]) -> None:
        self.headlines = [headline for headline, _section, _text in stories]
        self.sections = [section for _headline, section, _text in stories]
        self.lengths = [len(text) for _headline, _section, text in stories]
        self.sentences = [
            [part.strip() for part in SENTENCE.split(text) if len(part.strip()) > 20] or [text]
            for _headline, _section, text in stories
        ]

    def story(self, number: int) -> tuple[str, str, list[str]]:
        """Return headline, section and sentences of a story that has never been."""
        chance = random.Random(number)
        first = chance.randrange(len(self.headlines))
        sources = [first, *(chance.randrange(len(self.headlines)) for _ in range(3))]
        wanted = max(400, self.lengths[sources[-1]])
        text: list[str] = []
        while sum(map(len, text)) < wanted:
            text.append(chance.choice(self.sentences[chance.choice(sources)]))
        return self.headlines[first], self.sections[first], text


def corpora() -> dict[str, Corpus]:
    """Read the data of both languages."""
    arabic = [
        (row["title"], str(row["category"]), row["text"])
        for row in lines("ant_v2/articles.jsonl.gz")
    ]
    persian = [
        (row["title"], "varzesh", "\n".join(row["paragraphs"]))
        for row in lines("persian_news/fars_varzesh3.jsonl.gz")
        if row["paragraphs"]
    ]
    return {"ar": Corpus(arabic), "fa": Corpus(persian)}


def fill(count: int, write: Callable[[Any, list[dict[str, Any]]], None]) -> None:
    """Write so many stories into an empty database by `write`, with their sections."""
    from wagtail.models import Locale  # noqa: PLC0415

    from khabar.stories.models import Story  # noqa: PLC0415
    from khabar.topics.models import Section  # noqa: PLC0415

    made = corpora()
    names = sorted({name for corpus in made.values() for name in corpus.sections})
    sections = {
        name: Section.objects.create(slug=f"s-{place}", names={"ar": name, "fa": name}).pk
        for place, name in enumerate(names)
    }
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0].pk for code in ("ar", "fa")
    }
    step = dt.timedelta(days=365.25 * YEARS) / count
    begin = dt.datetime.now(dt.UTC) - step * count

    def differing(number: int) -> dict[str, Any]:
        language = "fa" if number % PERSIAN_EVERY == 0 else "ar"
        headline, section, text = made[language].story(number)
        moment = begin + step * number
        return {
            "id": number, "number": number, "headline": headline[:255], "lead": text[0][:400],
            "body": json.dumps(list(blocks(text[1:])), ensure_ascii=False),
            "locale": locales[language], "section": sections[section],
            "first_published_at": moment, "last_published_at": moment,
            "translation_key": uuid.UUID(int=number),
        }  # fmt: skip

    alike = Story(section_id=next(iter(sections.values())), live=True)
    for first in range(1, count + 1, 5_000):
        numbers = range(first, min(first + 5_000, count + 1))
        write(alike, [differing(number) for number in numbers])


def blocks(text: list[str]) -> Iterator[dict[str, Any]]:
    """Return a body's blocks: three sentences a paragraph."""
    for first in range(0, len(text), 3):
        paragraph = " ".join(text[first : first + 3])
        value = {"language": "", "text": f"<p>{paragraph}</p>"}
        yield {"type": "paragraph", "value": value, "id": str(uuid.UUID(int=first))}


def queries(count: int, seed: int = 7) -> list[tuple[str, str]]:
    """Return queries of one to three words beside each other in a headline, with their language, as
    readers type them: three in ten of one word, half of two, a fifth of three."""
    made, chance = corpora(), random.Random(seed)
    found = []
    while len(found) < count:
        language = "fa" if chance.randrange(PERSIAN_EVERY) == 0 else "ar"
        words = re.findall(r"[^\W\d_]{3,}", chance.choice(made[language].headlines))
        length = chance.choices([1, 2, 3], [3, 5, 2])[0]
        if len(words) >= length:
            first = chance.randrange(len(words) - length + 1)
            found.append((" ".join(words[first : first + length]), language))
    return found
