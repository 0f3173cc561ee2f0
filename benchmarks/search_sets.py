"""The sets of questions and texts by which search is judged, read from `KHABAR_DATA`."""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("KHABAR_DATA", Path(__file__).parents[2] / "shared/data"))
LAZILY = str.maketrans("أإآٱةى", "ااااهي")
OWN_STORIES, OWN_QUESTIONS = 8000, 1200


@dataclass
class QuestionSet:
    """Texts (a headline, or nothing, and the rest), and questions with the places of what fits."""

    name: str
    language: str
    texts: list[tuple[str, str]]
    questions: list[tuple[str, set[int]]]


def arabic_questions() -> QuestionSet:
    """Return ARCD and XQuAD: a question, and the one paragraph that answers it."""
    return _squad("AR-QA", "ar", "arcd.json", "xquad.ar.json")


def typed_lazily(known: QuestionSet) -> QuestionSet:
    """Return the set with questions typed without hamza, teh marbuta and alef maqsura."""
    questions = [(question.translate(LAZILY), fits) for question, fits in known.questions]
    return QuestionSet(f"{known.name}, lazy", known.language, known.texts, questions)


def persian_questions() -> QuestionSet:
    """Return the test part of PersianQA."""
    return _squad("PersianQA", "fa", "pqa_test.json")


def known_items() -> QuestionSet:
    """Return 1,000 headlines, each of which asks for the text of its story among 12,000."""
    made = json.loads(_open("derived/ant_known_item_1000x12000.json").read())
    places = {key: place for place, key in enumerate(made["pool_ids"])}
    stories = {story["id"]: story["text"] for story in _lines("ant_v2/articles.jsonl.gz")}
    questions = [(each["q"], {places[each["relevant"]]}) for each in made["queries"]]
    return QuestionSet("headline → story", "ar", [("", stories[key]) for key in places], questions)


def other_known_items() -> QuestionSet:
    """Return as many headlines and stories of which none is asked for in `known_items`."""
    made = json.loads(_open("derived/ant_known_item_1000x12000.json").read())
    asked = {each["relevant"] for each in made["queries"]}
    others = [story for story in _lines("ant_v2/articles.jsonl.gz") if story["id"] not in asked]
    some = [story for story in others if story["title"] and len(story["text"]) >= 300]
    chance = random.Random(2)
    some = chance.sample(some, OWN_STORIES)
    questions = [(story["title"], {place}) for place, story in enumerate(some)]
    texts = [("", story["text"]) for story in some]
    return QuestionSet("others' headlines", "ar", texts, chance.sample(questions, OWN_QUESTIONS))


def persian_known_items() -> QuestionSet:
    """Return headlines of ISNA, each of which asks for the text of its story."""
    texts, questions = [], []
    for story in _lines("persian_news/isna_categories.jsonl.gz"):
        headline, _end, rest = story["text"].strip().partition("\n")
        if 15 <= len(headline) <= 150 and len(rest) >= 300:
            questions.append((headline, {len(texts)}))
            texts.append(("", rest))
    chosen = random.Random(1).sample(questions, OWN_QUESTIONS)
    return QuestionSet("Persian headlines", "fa", texts, chosen)


def hamshahri() -> QuestionSet:
    """Return the Persian news of Hamshahri; their first line is the headline."""
    stories = list(_lines("hamshahri_ir/docs.jsonl.gz"))
    places = {story["id"]: place for place, story in enumerate(stories)}
    asked = json.loads(_open("hamshahri_ir/queries.json").read())
    fits: dict[str, set[int]] = {}
    for line in _open("hamshahri_ir/judgements.txt").read().splitlines():
        query, story, *_more = [*line.split(), "", ""]
        if query in asked and story in places:
            fits.setdefault(query, set()).add(places[story])
    parted = [story["text"].partition("\n") for story in stories]
    texts = [(headline, rest) for headline, _end, rest in parted]
    return QuestionSet("Hamshahri", "fa", texts, [(asked[key], fits[key]) for key in fits])


def _squad(name: str, language: str, *files: str) -> QuestionSet:
    places: dict[str, int] = {}
    questions = []
    for file in files:
        for article in json.loads(_open(f"qa_search/{file}").read())["data"]:
            for paragraph in article["paragraphs"]:
                place = places.setdefault(paragraph["context"], len(places))
                questions += [(each["question"], {place}) for each in paragraph["qas"]]
    return QuestionSet(name, language, [("", text) for text in places], questions)


def _lines(path: str) -> Iterator[dict[str, Any]]:
    with _open(path) as lines:
        yield from (json.loads(line) for line in lines)


def _open(path: str) -> Any:
    if not (DATA / path).exists():
        sys.exit(f"{DATA / path} isn't there; say in KHABAR_DATA where the data is.")
    opened = gzip.open if path.endswith(".gz") else open
    return opened(DATA / path, "rt", encoding="utf-8")
