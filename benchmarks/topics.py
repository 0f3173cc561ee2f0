"""How quickly topics are found, and how well new spellings of names are suggested.

    .venv/bin/python benchmarks/topics.py speed
    .venv/bin/python benchmarks/topics.py cases
    .venv/bin/python benchmarks/topics.py variants [--sample FILE]

It reads `ant_v2` and `derived/name_variants_en_to_ar.tsv` below `KHABAR_DATA`. Times are of the
thread's own clock, so that other work on the machine counts little. `--sample` writes a hundred
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
from statistics import median

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
    """Return the milliseconds of the thread's own clock that `deed` takes for one text, the median
    of five runs."""
    runs = []
    for _ in range(5):
        begun = time.thread_time()
        for text in texts:
            deed(text)
        runs.append(time.thread_time() - begun)
    return median(runs) / len(texts) * 1000


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


def named_topics(texts, words):
    """Return the spellings of the list that are used: by their topic's number its commonest
    spelling, and the pairs of another spelling and the topic that it belongs to.

    Words of the language are left out, and what differs by the article alone: it is found anyway.
    """
    from khabar.topics.locating import words_of  # noqa: PLC0415

    counts = Counter()
    for text in texts:
        counts.update(set(words_of(text)))
    used = [
        {w for each in spellings for w in words_of(each) if counts[w] >= 2 and len(w) >= 4}
        for spellings in variants()
    ]
    entries = [
        sorted(
            (w for w in each if not words.is_ordinary(w)), key=lambda word: (-counts[word], word)
        )
        for each in used
    ]
    names = dict.fromkeys(each[0] for each in entries if each)
    numbers = {name: number for number, name in enumerate(names, start=1)}
    pairs = {
        (other, numbers[each[0]])
        for each in entries
        for other in each[1:]
        if other not in numbers and other.removeprefix("ال") != each[0].removeprefix("ال")
    }
    return {number: name for name, number in numbers.items()}, pairs


def seen_in(texts, names, words):
    """Return what stands beside each topic in its stories, and beside each spelling that may be one
    of its, with how far apart it is; and how many such spellings were kept, and the time."""
    from khabar.topics.knowing_names import Known  # noqa: PLC0415
    from khabar.topics.matching import Matcher  # noqa: PLC0415
    from khabar.topics.sighting import sight_names  # noqa: PLC0415
    from khabar.topics.spelling import Spelling  # noqa: PLC0415

    matcher = Matcher([Spelling(key, name, kind="place") for key, name in names.items()], words)
    known = Known(matcher)
    of_topics, of_spellings, apart, kept = defaultdict(list), defaultdict(list), {}, 0
    begun = time.thread_time()
    for text in texts:
        found = matcher.find(text)
        beside = defaultdict(dict)
        for match in found:
            beside[match.topic] |= dict.fromkeys(match.beside)
        for topic, company in beside.items():
            of_topics[topic].append(list(company)[:24])
        for each in sight_names(text, found, known):
            if each.topic:
                kept += 1
                of_spellings[each.folded, each.topic].append(each.beside)
                apart[each.folded, each.topic] = each.apart
    return of_topics, of_spellings, apart, kept, time.thread_time() - begun


def find_variants(sample):
    from khabar.topics.keeping_company import Company, is_convincing, likeness  # noqa: PLC0415
    from khabar.topics.locating import words_of  # noqa: PLC0415
    from khabar.topics.suggesting import LEAST  # noqa: PLC0415
    from khabar.topics.weighing_words import Words  # noqa: PLC0415

    texts = stories()
    counts = Counter()
    for text in texts[:4000]:
        counts.update(set(words_of(text)))
    words = Words("ar", {word: count for word, count in counts.items() if count >= 3})
    names, real = named_topics(texts, words)
    of_topics, of_spellings, apart, kept, spent = seen_in(texts, names, words)
    offered = {}
    for (folded, topic), rows in of_spellings.items():
        if len(rows) < LEAST or topic not in of_topics:
            continue
        company, of_topic = Company.of(rows[-100:]), Company.of(of_topics[topic][-100:])
        found = likeness(company, of_topic, words)
        if is_convincing(found, apart=apart[folded, topic]):
            offered[folded, topic] = found
    print(f"{len(names)} topics, {len(real)} pairs of another spelling and its topic")
    print(f"{kept / len(texts):.1f} spellings kept of a story, {spent / len(texts) * 1000:.1f} ms")
    for half in (0, 1):
        pairs = {pair for pair in real if pair[1] % 2 == half}
        close = pairs & of_spellings.keys()
        mine = {pair for pair in offered if pair[1] % 2 == half}
        print(
            f"half {half}: {len(pairs)} pairs, close in letters {len(close) / len(pairs):.2f}, "
            f"offered {len(pairs & mine) / len(pairs):.2f}; {len(mine)} offered in all"
        )
    if sample:
        chosen = random.Random(2).sample(sorted(offered), min(100, len(offered)))
        lines = [
            f"{folded}\t{names[topic]}\t{len(of_spellings[folded, topic])}\t"
            f"{len(of_topics[topic])}\t{' '.join(offered[folded, topic].shared[:8])}"
            for folded, topic in chosen
        ]
        Path(sample).write_text("\n".join(lines) + "\n")


def cases():
    """Try every case of names in `derived/acceptance_cases.json`."""
    from khabar.topics.knowing_names import Known  # noqa: PLC0415
    from khabar.topics.matching import Matcher  # noqa: PLC0415
    from khabar.topics.spelling import Spelling, with_family_names  # noqa: PLC0415
    from khabar.topics.weighing_words import Words  # noqa: PLC0415

    given = json.loads((DATA / "derived" / "acceptance_cases.json").read_text())
    failed = []
    for case in given["2_alias_in_text"]:
        kind = "person" if " " in case["alias"] and case["found"] else "place"
        spellings = with_family_names([Spelling(1, case["alias"], kind=kind)])
        if bool(Matcher(spellings, Words("ar")).find(case["text"])) != case["found"]:
            failed.append(case)
    for case in given["2_variants"]:
        first, *others = case["names"]
        known = Known(Matcher([Spelling(1, first, kind="place")], Words("ar")))
        from khabar.topics.locating import words_of  # noqa: PLC0415

        close = [bool(known.close_to(" ".join(words_of(other)))) for other in others]
        # What may be suggested must be close; nothing merges by itself, so that holds of the rest.
        if case.get("suggest") and not all(close):
            failed.append(case)
    tried = len(given["2_alias_in_text"]) + len(given["2_variants"])
    print(f"{tried - len(failed)} of {tried} cases hold")
    for case in failed:
        print(f"  not: {case}")


def main():
    import django  # noqa: PLC0415

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["speed", "variants", "cases"])
    parser.add_argument("--sample", help="A file for a hundred suggestions to be judged.")
    given = parser.parse_args()
    if given.what == "speed":
        speed()
    elif given.what == "cases":
        cases()
    else:
        find_variants(given.sample)


if __name__ == "__main__":
    main()
