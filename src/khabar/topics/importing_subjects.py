"""Subjects from IPTC's Media Topics: those that come with Khabar, or a file of IPTC's own.

A concept keeps its topic by its code. Names that the desk has are never overwritten; what IPTC
retired is no longer offered and stays on older stories.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from khabar.topics.gathering import note_spellings
from khabar.topics.models import Topic

OURS: Final = Path(__file__).parent / "words" / "subjects.txt"
CODE: Final = re.compile(r"medtop:\d{8}")
LANGUAGES: Final = ("ar", "fa", "en")
# The levels that are made topics: the 17 at the top, and so many below.
DEPTH: Final = 2
_HAMZA: Final = {
    "ادب": "أدب", "اعلام": "إعلام", "اعمال": "أعمال", "امن": "أمن", "انسانية": "إنسانية",
    "ارهاب": "إرهاب", "ارهابي": "إرهابي", "اسرة": "أسرة", "امراض": "أمراض", "اسهم": "أسهم",
    "ازمة": "أزمة", "انجاز": "إنجاز", "اسلوب": "أسلوب", "ادوية": "أدوية", "اصابة": "إصابة",
    "اطفال": "أطفال", "الاطفال": "الأطفال", "اجور": "أجور", "اخلاق": "أخلاق", "ابادة": "إبادة",
    "اذاعة": "إذاعة", "ادارة": "إدارة", "اجنبية": "أجنبية", "اسلام": "إسلام", "اعياد": "أعياد",
    "اقليمية": "إقليمية", "العاب": "ألعاب", "الارض": "الأرض", "الانسان": "الإنسان",
    "الاسرة": "الأسرة", "ابحاث": "أبحاث", "احصاء": "إحصاء", "احصاءات": "إحصاءات", "اسلحة": "أسلحة",
    "اساسية": "أساسية", "احزاب": "أحزاب", "احزب": "أحزاب", "اقلية": "أقلية", "ايمان": "إيمان",
    "الاحياء": "الأحياء", "الامواج": "الأمواج", "اثقال": "أثقال", "الغام": "ألغام",
    "اهلية": "أهلية", "ادمان": "إدمان", "انواع": "أنواع", "اجراءات": "إجراءات",
    "الكتروني": "إلكتروني", "طوارىء": "طوارئ", "الطوارىء": "الطوارئ", "الاحداث": "الأحداث",
    "اعمار": "إعمار", "ازالة": "إزالة", "الاباء": "الآباء", "اباء": "آباء", "وابناء": "وأبناء",
    "واعمال": "وأعمال",
    "واحصاء": "وإحصاء", "اميركية": "أمريكية", "ايرلندية": "أيرلندية", "الاسترالية": "الأسترالية",
}  # fmt: skip


@dataclass(slots=True)
class Concept:
    """One concept of the vocabulary."""

    code: str
    broader: str
    names: dict[str, str]
    wikidata: str = ""
    retired: bool = False


@dataclass(slots=True)
class Report:
    """What an import did; `untranslated` are concepts that IPTC has no Arabic name for."""

    made: int = 0
    renamed: int = 0
    retired: int = 0
    untranslated: list[str] = field(default_factory=list)


def read_ours() -> list[Concept]:
    """Return the concepts that come with Khabar."""
    lines = OURS.read_text(encoding="utf-8").splitlines()
    return [_of_a_line(line) for line in lines if line and not line.startswith("#")]


def _of_a_line(line: str) -> Concept:
    code, broader, wikidata, english, arabic, persian = line.split("|")
    names = {"ar": arabic, "fa": persian, "en": english}
    return Concept(f"medtop:{code}", f"medtop:{broader}" if broader else "", names, wikidata)


def read_file(path: Path) -> list[Concept]:
    """Return the concepts of IPTC's JSON, broader ones before narrower ones.

    Raises `ValidationError` where it is no such file.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["conceptSet"]
        concepts = [_of_a_concept(each) for each in found]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = _(
            "%(path)s isn't the JSON of IPTC's Media Topics. Take it from "
            "https://cv.iptc.org/newscodes/mediatopic/ in the format JSON-LD."
        )
        raise ValidationError(message % {"path": path}) from error
    return sorted(concepts, key=lambda each: (_depth(each, concepts), each.code))


def _of_a_concept(found: dict[str, Any]) -> Concept:
    labels = {code.partition("-")[0]: text for code, text in found["prefLabel"].items()}
    names = {language: clean(labels[language]) for language in LANGUAGES if language in labels}
    broader = [_code(address) for address in found.get("broader", [])]
    matches = [*found.get("exactMatch", []), *found.get("closeMatch", [])]
    wikidata = [re.search(r"wikidata\.org/\w+/(Q\d+)$", match) for match in matches]
    return Concept(
        code=_code(found.get("qcode") or found["uri"]),
        broader=next(iter(broader), ""),
        names=names,
        wikidata=next((match[1] for match in wikidata if match), ""),
        retired=bool(found.get("retired")),
    )


def _code(address: str) -> str:
    code = f"medtop:{re.split('[/:]', address)[-1]}"
    if not CODE.fullmatch(code):
        raise ValueError(f"{address} has no code of eight digits.")
    return code


def clean(label: str) -> str:
    """Return a label without doubled spaces and with the hamza that it lacks."""
    words = label.split()
    return " ".join(_HAMZA.get(word.strip("،/"), word.strip()) + _tail(word) for word in words)


def _tail(word: str) -> str:
    return "،" if word.endswith("،") and word.strip("،/") in _HAMZA else ""


def _depth(concept: Concept, concepts: list[Concept]) -> int:
    by_code = {each.code: each for each in concepts}
    depth, seen = 0, set()
    while concept.broader in by_code and concept.code not in seen:
        seen.add(concept.code)
        concept, depth = by_code[concept.broader], depth + 1
    return depth


@transaction.atomic
def import_subjects(concepts: Iterable[Concept], *, depth: int = DEPTH) -> Report:
    """Make a topic of each concept down to `depth` levels below the top, and bring the others up to
    date. Return what was done."""
    report = Report()
    given = list(concepts)
    depths: dict[str, int] = {}
    there = {topic.iptc: topic for topic in Topic.objects.exclude(iptc="")}
    slugs = set(Topic.objects.values_list("slug", flat=True))
    for concept in given:
        depths[concept.code] = depths.get(concept.broader, -1) + 1
        if concept.code in there:
            _bring_up_to_date(there[concept.code], concept, report)
        elif not concept.retired and depths[concept.code] <= depth:
            there[concept.code] = _make(concept, there, slugs, report)
    note_spellings()
    return report


def _make(concept: Concept, there: dict[str, Topic], slugs: set[str], report: Report) -> Topic:
    slug = next(slug for slug in _slugs(concept) if slug not in slugs)
    slugs.add(slug)
    if "ar" not in concept.names:
        report.untranslated.append(f"{concept.code} {concept.names.get('en', '')}")
    report.made += 1
    topic = Topic(
        slug=slug,
        names=concept.names,
        kind="subject",
        iptc=concept.code,
        wikidata=concept.wikidata,
        parent=there.get(concept.broader),
        # “Law” and “war” stand in every other story; a newsroom gives them by hand.
        needs_context=any(" " not in name for name in concept.names.values()),
    )
    topic.save()
    return topic


def _slugs(concept: Concept) -> Iterator[str]:
    slug = slugify(concept.names.get("en", ""))[:60] or concept.code[7:]
    yield slug
    yield f"{slug}-{concept.code[7:]}"


def _bring_up_to_date(topic: Topic, concept: Concept, report: Report) -> None:
    missing = {code: name for code, name in concept.names.items() if code not in topic.names}
    if "ar" not in (topic.names | missing) and not concept.retired:
        report.untranslated.append(f"{concept.code} {concept.names.get('en', '')}")
    if not missing and topic.retired == (concept.retired or topic.retired):
        return
    report.renamed += bool(missing)
    report.retired += concept.retired and not topic.retired
    topic.names = topic.names | missing
    topic.retired = topic.retired or concept.retired
    topic.save()
