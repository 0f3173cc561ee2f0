"""How quickly topics are found, and how well new spellings of names are suggested.

    .venv/bin/python benchmarks/topics.py speed
    .venv/bin/python benchmarks/topics.py variants [--sample FILE]

It reads `ant_v2` and `derived/name_variants_en_to_ar.tsv` below `KHABAR_DATA`. Times are of the
process's own clock, so that other work on the machine counts little. `--sample` writes a hundred
suggestions with their company to a file, for somebody to judge.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

DATA = Path(os.environ.get("KHABAR_DATA", "../shared/data"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.settings")


def stories():
    """Return the texts of ant_v2, in a mixed order that is always the same."""
    file = DATA / "ant_v2" / "articles.jsonl.gz"
    if not file.exists():
        sys.exit(f"{file} isn't there: say in KHABAR_DATA where the corpora are.")
    with gzip.open(file, "rt") as lines:
        found = [json.loads(line) for line in lines]
    random.Random(1).shuffle(found)
    return ["\n".join((each["title"], each["abstract"] or "", each["text"])) for each in found]


def variants():
    """Return the Arabic spellings of each foreign name."""
    lines = (DATA / "derived" / "name_variants_en_to_ar.tsv").read_text().splitlines()
    return [[each.strip() for each in line.split("\t")[1].split("|")] for line in lines]


def per_story(deed, texts):
    """Return the milliseconds that `deed` takes for one text, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for text in texts:
            deed(text)
        best = min(best, time.process_time() - begun)
    return best / len(texts) * 1000


def speed():
    from khabar.language.folding import fold  # noqa: PLC0415
    from khabar.topics.locating import Line, words_of  # noqa: PLC0415
    from khabar.topics.matching import Matcher  # noqa: PLC0415
    from khabar.topics.spelling import Spelling  # noqa: PLC0415
    from khabar.topics.weighing_words import Words  # noqa: PLC0415

    texts = stories()
    counts, pairs = Counter(), Counter()
    for text in texts[:6000]:
        words = words_of(text)
        counts.update(set(words))
        pairs.update(pairwise(words))
    names = sorted({each for spellings in variants() for each in spellings})
    common = [" ".join(pair) for pair, _count in pairs.most_common(60_000)][40_000:]
    given = [Spelling(number, text, kind="place") for number, text in enumerate([*names, *common])]
    begun = time.process_time()
    matcher = Matcher(given[:20_000], Words("ar", counts))
    print(f"20,000 spellings, made in {time.process_time() - begun:.2f} s")
    sample = texts[6000:8000]
    found = sum(len(matcher.find(text)) for text in sample) / len(sample)
    folding, line = per_story(fold, sample), per_story(Line, sample)
    whole = per_story(matcher.find, sample)
    print(
        f"{len(sample)} stories of {sum(map(len, sample)) // len(sample)} letters, {found:.0f} matches each"  # noqa: E501
    )
    print(f"folding alone {folding:.2f} ms; folded and in one line {line:.2f} ms")
    print(f"whole {whole:.2f} ms a story; without folding {whole - line:.2f} ms (limit 0.30)")


def sightings(texts):
    """Return in how many stories each word stands, and what stands beside each word that may be a
    name."""
    from khabar.topics.locating import words_of  # noqa: PLC0415

    wanted = {word for spellings in variants() for each in spellings for word in words_of(each)}
    counts, beside = Counter(), defaultdict(Counter)
    for text in texts:
        words = words_of(text)
        counts.update(set(words))
        for place, word in enumerate(words):
            if word in wanted:
                beside[word].update(
                    [*words[max(0, place - 3) : place], *words[place + 1 : place + 2]]
                )
    return counts, beside


def suggested(counts, beside, *, least=2):
    """Return the pairs of spellings that the suggester would offer, each with what they share."""
    from khabar.topics.sounding import are_close, skeleton  # noqa: PLC0415
    from khabar.topics.suggesting import is_convincing, shared_company  # noqa: PLC0415
    from khabar.topics.weighing_words import Words  # noqa: PLC0415

    words = Words("ar", counts)
    names = [
        word
        for word in beside
        if counts[word] >= least and len(word) >= 4 and not words.is_ordinary(word)
    ]
    near = defaultdict(set)
    for name in names:
        for key in (skeleton(name), *(name[:at] + name[at + 1 :] for at in range(len(name))), name):
            near[key].add(name)
    pairs = {}
    for one in names:
        keys = (skeleton(one), *(one[:at] + one[at + 1 :] for at in range(len(one))), one)
        for other in {each for key in keys for each in near[key]}:
            if counts[other] >= counts[one] and other != one and are_close(one, other):
                shared = shared_company(beside[one], beside[other], words)
                pairs[one, other] = shared if is_convincing(one, counts[one], shared) else None
    return names, pairs


def find_variants(sample):
    texts = stories()
    counts, beside = sightings(texts)
    names, pairs = suggested(counts, beside)
    usable = set(names)
    from khabar.topics.locating import words_of  # noqa: PLC0415

    real = set()
    for spellings in variants():
        there = [word for each in spellings for word in words_of(each) if word in usable]
        real |= {
            (one, other)
            for one in there
            for other in there
            if one != other and (counts[other], other) >= (counts[one], one)
        }
    offered = {pair for pair, shared in pairs.items() if shared}
    print(f"{len(names)} names in at least two stories, {len(real)} pairs of spellings among them")
    print(
        f"close in letters: {len(pairs)} pairs, {len(real & pairs.keys()) / len(real):.2f} of the real ones"  # noqa: E501
    )
    print(
        f"and with company: {len(offered)} offered, {len(real & offered) / len(real):.2f} of the real ones"  # noqa: E501
    )
    if sample:
        chosen = random.Random(2).sample(sorted(offered), min(100, len(offered)))
        lines = [
            f"{one}\t{other}\t{counts[one]}\t{counts[other]}\t{' '.join(pairs[one, other][:8])}"
            for one, other in chosen
        ]
        Path(sample).write_text("\n".join(lines) + "\n")


def main():
    import django  # noqa: PLC0415

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["speed", "variants"])
    parser.add_argument("--sample", help="A file for a hundred suggestions to be judged.")
    given = parser.parse_args()
    if given.what == "speed":
        speed()
    else:
        find_variants(given.sample)


if __name__ == "__main__":
    main()
