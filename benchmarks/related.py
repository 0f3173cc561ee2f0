"""How good related news is, beside plain BM25, and how quickly it is chosen.

    .venv/bin/python benchmarks/related.py lists [--folder DIR] [--show 30]
    .venv/bin/python benchmarks/related.py headlines [--folder DIR]
    .venv/bin/python benchmarks/related.py speed --folder DIR [--stories 500]
    .venv/bin/python benchmarks/related.py publish --folder DIR

`lists` fills an installation with `ant_v2` (31,525 Arabic stories of five outlets) and one with
`persian_news`, and looks at the lists that Khabar chooses: whether another outlet's report of the
same event is among the first three, and how many of the first five are of the same category. Plain
BM25 more-like-this (25 words by tf-idf) answers the same in the same run. `--show` prints the lists
of so many stories, for somebody to read.

Which reports are of the same event is told by *silver pairs*: of two outlets, at most two days
apart, headlines that share words (cosine of idf weights at least 0.3, folded words without stems)
and texts that do (at least 0.2). What is one text (four fifths of its runs of four words) is no
pair. The weights were chosen on half of these stories; the figures of the other half stand apart.

`speed` reads an installation that `search.py --folder DIR` made, and writes nothing. `publish`
publishes in it, and measures until the lists are stored and the pages are due again.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import os
import random
import re
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import archive
import standing_in

ALIKE_HEADLINES, ALIKE_TEXTS, APART = 0.3, 0.2, dt.timedelta(days=2)
WORD = re.compile(r"[^\W\d_]{3,}")
CATEGORIES_OF = 800
LIMITS = {"event": 0.85, "category": 0.90, "headlines": 0.99, "speed": (20.0, 40.0), "publish": 2.0}


def arabic() -> list[dict[str, Any]]:
    """Return the stories of ant_v2, each text of an outlet once."""
    found = {}
    for row in standing_in.lines("ant_v2/articles.jsonl.gz"):
        headline, text = row["title"].strip(), row["text"]
        if headline and len(text) >= 200:
            found.setdefault((row["source"], headline, text[:200]), row)
    return [
        {
            "headline": row["title"].strip(),
            "lead": row["abstract"] or "",
            "text": row["text"],
            "outlet": row["source"],
            "category": row["category"],
            "moment": parsedate_to_datetime(row["time"]).astimezone(dt.UTC),
        }
        for row in found.values()
    ]


def persian() -> list[dict[str, Any]]:
    """Return the stories of persian_news, in a mixed order that is always the same, one an hour."""
    found = []
    for row in standing_in.lines("persian_news/isna_categories.jsonl.gz"):
        headline, _end, rest = row["text"].strip().partition("\n")
        if 15 <= len(headline) <= 200 and len(rest) >= 200:
            found.append((headline, "", rest, row["category"]))
    random.Random(1).shuffle(found)
    begin = dt.datetime(2018, 1, 1, tzinfo=dt.UTC)
    return [
        {
            "headline": headline, "lead": lead, "text": text, "outlet": "",
            "category": category, "moment": begin + dt.timedelta(hours=place),
        }
        for place, (headline, lead, text, category) in enumerate(found)
    ]  # fmt: skip


def fill(stories: list[dict[str, Any]], language: str) -> None:
    """Write stories with the numbers 1, 2, 3 … into an empty database."""
    from wagtail.models import Locale  # noqa: PLC0415

    from khabar.stories.models import Story  # noqa: PLC0415
    from khabar.topics.models import Section  # noqa: PLC0415

    locale = Locale.objects.get_or_create(language_code=language)[0].pk
    sections = {
        name: Section.objects.create(slug=f"s-{place}", names={language: name}).pk
        for place, name in enumerate(sorted({story["category"] for story in stories}))
    }
    alike = Story(section_id=next(iter(sections.values())), live=True)
    rows = [
        {
            "id": number, "number": number, "headline": story["headline"][:255],
            "lead": story["lead"], "locale": locale, "section": sections[story["category"]],
            "body": json.dumps(list(standing_in.blocks([story["text"]])), ensure_ascii=False),
            "first_published_at": story["moment"], "last_published_at": story["moment"],
            "translation_key": uuid.UUID(int=number),
        }
        for number, story in enumerate(stories, start=1)
    ]  # fmt: skip
    for first in range(0, len(rows), 5_000):
        archive.write(alike, rows[first : first + 5_000])


def installed(folder: Path, stories: list[dict[str, Any]], language: str) -> None:
    """Make an installation of the stories, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    archive.prepare(str(folder), "")
    from khabar.search.rebuilding import rebuild  # noqa: PLC0415

    if not (folder / "filled").exists():
        fill(stories, language)
        archive.analyse()
        (folder / "filled").touch()
    if not (folder / "search/current").exists():
        rebuild(processes=os.cpu_count() or 1)


def silver(stories: list[dict[str, Any]]) -> dict[int, set[int]]:
    """Return by number the other outlets' reports of the same event."""
    from khabar.language.folding import fold  # noqa: PLC0415
    from khabar.related.comparing import NEAR_DUPLICATE, runs_of, share_of  # noqa: PLC0415

    heads = [set(WORD.findall(fold(story["headline"]))) for story in stories]
    texts = [set(WORD.findall(fold(story["text"]))) for story in stories]
    among = Counter(word for head, text in zip(heads, texts, strict=True) for word in head | text)
    weights = {word: math.log(len(stories) / count) ** 2 for word, count in among.items()}
    lengths = [[sum(weights[word] for word in each) for each in kind] for kind in (heads, texts)]

    def cosine(kind: int, one: int, other: int) -> float:
        sets = (heads, texts)[kind]
        shared = sum(weights[word] for word in sets[one] & sets[other])
        whole = lengths[kind][one] * lengths[kind][other]
        return shared / math.sqrt(whole) if whole else 0.0

    found: dict[int, set[int]] = defaultdict(set)
    for one, other in _near_in_time(stories, heads):
        if cosine(0, one, other) < ALIKE_HEADLINES or cosine(1, one, other) < ALIKE_TEXTS:
            continue
        runs = [runs_of(stories[place]["text"], "ar") for place in (one, other)]
        if share_of(*runs) < NEAR_DUPLICATE:
            found[one + 1].add(other + 1)
            found[other + 1].add(one + 1)
    return dict(found)


def _near_in_time(
    stories: list[dict[str, Any]], heads: list[set[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of two outlets' stories of two days that share a word in the headline."""
    having: dict[str, set[int]] = defaultdict(set)
    window: deque[int] = deque()
    for place in sorted(range(len(stories)), key=lambda place: stories[place]["moment"]):
        while window and stories[place]["moment"] - stories[window[0]]["moment"] > APART:
            gone = window.popleft()
            for word in heads[gone]:
                having[word].discard(gone)
        near = {other for word in heads[place] for other in having[word]}
        yield from (
            (place, other) for other in near if stories[other]["outlet"] != stories[place]["outlet"]
        )
        window.append(place)
        for word in heads[place]:
            having[word].add(place)


def plain(language: str) -> Callable[[int], list[int]]:
    """Return what answers with plain BM25 more-like-this, for the number of a story."""
    from tantivy import Occur, Query  # noqa: PLC0415

    from khabar.related.weighing import body_of, stems_of  # noqa: PLC0415
    from khabar.search.indexing import open_reader  # noqa: PLC0415
    from khabar.search.recording import TEXT_STEM, stamp_of  # noqa: PLC0415
    from khabar.stories.models import Story  # noqa: PLC0415

    reader = open_reader()
    size, stamp = reader.size(), stamp_of(language, live=True)

    def answer(number: int) -> list[int]:
        story = Story.objects.get(number=number)
        times = Counter(stems_of(f"{story.headline}\n{body_of(story)}", language))
        told = {
            word: count * math.log(size / frequency)
            for word, count in times.items()
            if (frequency := reader.frequency(word, language=language)) >= 2
        }
        best = sorted(told, key=lambda word: -told[word])[:25]
        words = [Query.term_query(reader.index.schema, TEXT_STEM, stamp + word) for word in best]
        query = Query.boolean_query([(Occur.Should, word) for word in words])
        hits = reader._hits(reader.searcher.search(query, 11, count=False).hits)
        return [hit.number for hit in hits if hit.number != number]

    return answer


def ours(number: int) -> list[int]:
    """Return the numbers of the list that Khabar chooses."""
    from khabar.related.choosing import choose_related  # noqa: PLC0415
    from khabar.stories.models import Story  # noqa: PLC0415

    return [each.number for each in choose_related(Story.objects.get(number=number)).related]


def lists(folder: Path, show: int) -> bool:
    """Measure the lists of both languages, each in a process of its own."""
    kept = True
    for language, stories in (("ar", arabic), ("fa", persian)):
        if child := os.fork():
            kept &= os.waitpid(child, 0)[1] == 0
        else:
            good = of_one_language(folder / language, stories(), language, show)
            sys.stdout.flush()
            os._exit(0 if good else 1)
    return kept


def of_one_language(folder: Path, stories: list[dict[str, Any]], language: str, show: int) -> bool:
    """Print the figures of one language; return whether they are as good as they should be."""
    installed(folder, stories, language)
    print(f"\n{language}: {len(stories):,} stories")
    if show:
        print_lists(stories, show)
        return True
    bm25 = plain(language)
    some = random.Random(5).sample(range(1, len(stories) + 1), CATEGORIES_OF)
    alike = {
        name: _same_category(stories, some, deed)
        for name, deed in (("BM25", bm25), ("Khabar", ours))
    }
    print(
        f"same category in the first five: BM25 {alike['BM25']:.3f}, Khabar {alike['Khabar']:.3f}"
    )
    good = alike["Khabar"] >= LIMITS["category"]
    if language == "ar":
        pairs = silver(stories)
        numbers = sorted(pairs)
        random.Random(3).shuffle(numbers)
        half = len(numbers) // 2
        print(f"another outlet's report of the same event in the first three, of {len(pairs):,}:")
        for name, part in (("chosen on", numbers[:half]), ("held out", numbers[half:])):
            reached = {
                each: sum(bool(pairs[n] & set(deed(n)[:3])) for n in part) / len(part)
                for each, deed in (("BM25", bm25), ("Khabar", ours))
            }
            wanted = max(LIMITS["event"], (1 + reached["BM25"]) / 2)
            figures = ", ".join(f"{each} {share:.3f}" for each, share in reached.items())
            print(f"  {name}: {figures} (at least {wanted:.3f})")
        good = good and reached["Khabar"] >= wanted
    return good


def _same_category(
    stories: list[dict[str, Any]], numbers: list[int], deed: Callable[[int], list[int]]
) -> float:
    shares = []
    for number in numbers:
        first = [stories[other - 1]["category"] for other in deed(number)[:5]]
        shares.append(sum(each == stories[number - 1]["category"] for each in first) / 5)
    return statistics.mean(shares)


def print_lists(stories: list[dict[str, Any]], count: int) -> None:
    """Print the lists of some stories with score and reason."""
    from khabar.related.choosing import choose_related  # noqa: PLC0415
    from khabar.stories.models import Story  # noqa: PLC0415

    for number in random.Random(11).sample(range(1, len(stories) + 1), count):
        print(f"\n{_line(stories[number - 1])}")
        for each in choose_related(Story.objects.get(number=number)).related:
            print(f"  {each.score:.2f} {each.reason.value:9} {_line(stories[each.number - 1])}")


def _line(story: dict[str, Any]) -> str:
    where = f"{story['category']}, {story['outlet']}, {story['moment']:%m-%d}"
    return f"{story['headline']}  [{where}]"


def headlines(folder: Path) -> bool:
    """Print how well headlines of one matter are told from others (ANS), as an AUC."""
    installed(folder / "ar", arabic(), "ar")
    from khabar.related.weighing import likeness_of, rarity_in, stems_of  # noqa: PLC0415
    from khabar.search.indexing import open_reader  # noqa: PLC0415

    rarity = rarity_in(open_reader(), "ar")
    scores: dict[str, list[float]] = defaultdict(list)
    for file in sorted((standing_in.DATA / "ans_headline_pairs/data/stance").glob("*.csv")):
        with open(file, encoding="utf-8") as handle:
            for row in csv.DictReader(handle):
                one, other = (stems_of(row[name], "ar") for name in ("s1", "s2"))
                scores[row["stance"]].append(likeness_of(one, other, rarity))
    print(", ".join(f"{name} {len(found)}" for name, found in scores.items()))
    good = True
    for other in ("other", "disagree"):
        auc = statistics.mean(
            (one > two) + (one == two) / 2 for one in scores["agree"] for two in scores[other]
        )
        wanted = f" (at least {LIMITS['headlines']})" if other == "other" else ""
        print(f"agree against {other}: AUC {auc:.4f}{wanted}")
        good = good and (auc >= LIMITS["headlines"] or other != "other")
    return good


def opened(folder: Path) -> None:
    """Point Khabar at an installation as it is."""
    os.environ["KHABAR_VAR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "khabar.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/khabar.db"
    import django  # noqa: PLC0415

    django.setup()


def speed(folder: Path, count: int) -> bool:
    """Print what choosing for one story takes, its own row read before."""
    opened(folder)
    from khabar.related.choosing import choose_related  # noqa: PLC0415
    from khabar.stories.models import Story  # noqa: PLC0415

    size = Story.objects.order_by("-number").values_list("number", flat=True)[0]
    numbers = random.Random(9).sample(range(1, size + 1), count)
    stories = [Story.objects.select_related("locale").get(number=number) for number in numbers]
    taken, busy = [], []
    for place, story in enumerate(stories):
        began, clock = time.perf_counter(), time.process_time()
        choice = choose_related(story)
        if choice.provisional:
            sys.exit("The index of that installation is of another version.")
        if place >= count // 5:
            taken.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - clock) * 1000)
    good = True
    for what, found in (("by the clock", taken), ("of the processor", busy)):
        cuts = statistics.quantiles(found, n=100)
        print(f"choosing at {size:,}: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f} ms {what}")
        if found is taken:
            good = cuts[49] <= LIMITS["speed"][0] and cuts[94] <= LIMITS["speed"][1]
    print(f"limits {LIMITS['speed'][0]} / {LIMITS['speed'][1]} ms")
    return good


def publish(folder: Path, count: int) -> bool:
    """Publish stories like others in the installation, work off what follows, and print how long
    it takes until the own list and those of others are stored."""
    opened(folder)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from khabar.publishing.claiming import claim  # noqa: PLC0415
    from khabar.publishing.models import Lane  # noqa: PLC0415
    from khabar.publishing.working import work_off  # noqa: PLC0415
    from khabar.related.models import RelatedStory  # noqa: PLC0415
    from khabar.search.following import keep_up  # noqa: PLC0415
    from khabar.stories.models import Story  # noqa: PLC0415
    from khabar.stories.numbering import move_sequence_above  # noqa: PLC0415

    keep_up()
    first = Story.objects.order_by("-number").values_list("number", flat=True)[0]
    move_sequence_above(first)
    taken = []
    for place in range(count):
        like = Story.objects.order_by("-number").select_related("locale").get(number=first - place)
        other = Story.objects.get(number=first - place - 1_000)
        # Half of another's text, so that it is a report of its own and not the same once more.
        text = [*list(like.body.raw_data)[:2], *list(other.body.raw_data)[:2]]
        story = Story(
            locale=like.locale, section_id=like.section_id, body=json.dumps(text),
            headline=f"{like.headline} {place}", lead=f"{like.lead} {time.time_ns()}",
        )  # fmt: skip
        story.save()
        began = time.perf_counter()
        story.save_revision().publish()
        while row := claim(owner="benchmark", lanes=[Lane.READERS]):
            work_off(row)
        taken.append(time.perf_counter() - began)
        own = RelatedStory.objects.filter(story=story).count()
        others = RelatedStory.objects.filter(other=story).count()
        print(f"  {taken[-1]:.2f} s: own list {own}, in the lists of {others} others", flush=True)
    middle, last = statistics.median(taken), max(taken)
    print(f"all lists stored: median {middle:.2f} s, worst {last:.2f} (limit {LIMITS['publish']})")
    return statistics.median(taken) <= LIMITS["publish"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["lists", "headlines", "speed", "publish"])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--stories", type=int, default=500)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="khabar-related-"))
    deeds = {
        "lists": lambda: lists(folder, options.show),
        "headlines": lambda: headlines(folder),
        "speed": lambda: speed(folder, options.stories),
        "publish": lambda: publish(folder, min(options.stories, 20)),
    }
    sys.exit(0 if deeds[options.what]() else 1)


if __name__ == "__main__":
    main()
