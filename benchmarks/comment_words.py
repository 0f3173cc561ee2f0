"""How many disguised words the comments' guard finds, and how often it is wrong on clean text.

    .venv/bin/python benchmarks/comment_words.py

Disguises are made by rule from a list of insults in each language. Clean text is the archive in
`KHABAR_DATA` (by default ../shared/data); without it only the disguises are counted. Limits: 90 %
of the disguises, one hit in 10,000 clean words.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("KHABAR_VAR", tempfile.mkdtemp(prefix="khabar-words-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.settings")

import django

django.setup()

from khabar.comments.weighing_words import Matcher  # noqa: E402

DATA = Path(os.environ.get("KHABAR_DATA", "../shared/data"))
WORDS = {
    "ar": "قحبة، شرموطة، عرص، خنيث، منيوك، ابن الكلب، كس أمك، خول، زنديق، ديوث",
    "fa": "جنده، کونی، حرامزاده، کسکش، دیوث، بی‌شرف، مادرجنده، پدرسگ، گوساله، لاشی",
    "en": "fuck، cunt، bitch، asshole، whore، wanker، bastard، faggot، slut، twat",
}
CLEAN = {"ar": "ant_v2/articles.jsonl.gz", "fa": "persian_news/isna_categories.jsonl.gz"}
ENOUGH = 400_000
LOOK_ALIKES = {
    "ar": {"ك": "ڪ", "ي": "ی", "ب": "پ", "ه": "ہ", "ا": "أ", "ن": "ں", "ج": "چ"},
    "fa": {"ک": "ڪ", "ی": "ي", "ه": "ہ", "ن": "ں"},
    "en": dict(zip("aceopxi", "асеорхі", strict=True)),
}


def disguises(word: str, language: str) -> Iterator[tuple[str, str]]:
    plain = word.replace(" ", "")
    yield "marks", "".join(f"{c}\u064e" if c.isalpha() else c for c in word)
    yield "shadda", "".join(f"{c}\u0651" if c.isalpha() else c for c in word)
    yield "tatweel", " ".join("ـ".join(part) for part in word.split())
    yield "zwnj", " ".join("\u200c".join(part) for part in word.split())
    yield "rlm", "\u200f".join(word)
    yield "spaces", " ".join(plain)
    yield "dots", ".".join(plain)
    yield "stretched", word[0] + word[1] * 5 + word[2:]
    yield "doubled", word[0] + word[1] * 2 + word[2:]
    yield "stretched end", word + word[-1] * 4
    yield "in a sentence", f"هذا {word} فعلا!"
    yield "look-alikes", word.translate(str.maketrans(LOOK_ALIKES[language]))
    yield from clitics(word, language)
    yield from (latin(word) if language == "en" else presentation(word))


def clitics(word: str, language: str) -> Iterator[tuple[str, str]]:
    before = {"ar": ("و", "ال", "وال", "يا ", "بال", "لل", "ف")}.get(language, ())
    after = {"fa": ("ها", "های", "ی", "‌ها", "تر"), "en": ("s", "ed", "ing", "er")}
    for prefix in before:
        yield "prefix", prefix + word
    for suffix in after.get(language, ()):
        yield "suffix", word + suffix
    if language == "ar":
        yield "suffix", f"{word[:-1]}ته" if word.endswith("ة") else f"{word}هم"


def latin(word: str) -> Iterator[tuple[str, str]]:
    yield "full width", "".join(chr(ord(c) + 0xFEE0) for c in word)
    yield "signs", word.translate(str.maketrans("aeiost", "@310$7"))
    yield "capitals", word.upper()
    yield "accents", "".join(f"{c}\u0301" for c in word)


def presentation(word: str) -> Iterator[tuple[str, str]]:
    forms: dict[str, str] = {}
    for code in range(0xFB50, 0xFEFD):
        parts = re.fullmatch(r"<\w+> ([0-9A-F]{4})", unicodedata.decomposition(chr(code)))
        if parts:
            forms.setdefault(chr(int(parts[1], 16)), chr(code))
    yield "presentation forms", "".join(forms.get(c, c) for c in word)


def words_of(language: str) -> list[str]:
    return WORDS[language].split("، ")


def count_disguises(language: str) -> tuple[int, int]:
    words, found, tried, missed = words_of(language), 0, 0, set()
    matcher = Matcher(enumerate(words), language)
    for number, word in enumerate(words):
        for kind, disguised in disguises(word, language):
            hit = any(one.rule == number for one in matcher.find(disguised))
            found, tried = found + hit, tried + 1
            missed |= set() if hit else {kind}
    print(f"{language}: {found} of {tried} disguises found; missed among: {sorted(missed)}")
    return found, tried


def count_false_hits(language: str) -> None:
    path = DATA / CLEAN[language]
    if not path.exists():
        print(f"{language}: no clean text, for {path} isn't there")
        return
    matcher, words, hits = Matcher(enumerate(words_of(language)), language), 0, 0
    with gzip.open(path, "rt") as lines:
        for line in lines:
            values = json.loads(line).values()
            text = "\n".join(value for value in values if isinstance(value, str) and " " in value)
            words, hits = words + len(text.split()), hits + len(matcher.find(text))
            if words > ENOUGH:
                break
    print(f"{language}: {hits} hits in {words} clean words, {hits / words * 1e4:.2f} in 10,000")


if __name__ == "__main__":
    counts = [count_disguises(language) for language in WORDS]
    every, tried = (sum(column) for column in zip(*counts, strict=True))
    print(f"all: {every / tried:.1%} of {tried} (limit 90 %)")
    for each in CLEAN:
        count_false_hits(each)
