"""The countries of the world as topics: their names from CLDR, their adjectives by rule.

Unicode CLDR's names come with Babel in Arabic, Persian and English. The nationality is made as each
language makes it, and where it makes another, `words/nations.toml` has it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale
from django.db import transaction
from django.utils.text import slugify

from khabar.language.folding import fold
from khabar.topics.gathering import note_spellings
from khabar.topics.models import Topic, TopicAlias

NATIONS: Final = Path(__file__).parent / "words" / "nations.toml"
# Of the codes that CLDR names, those that are no country: regions, groups, what is unknown.
_NO_COUNTRIES: Final = frozenset(
    {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "IC", "EA", "AC", "CP", "DG", "TA", "CQ"}
)
LANGUAGES: Final = ("ar", "fa", "en")


def codes() -> list[str]:
    """Return the two letters of each country and territory that has names in all languages."""
    known = [set(Locale.parse(language).territories) for language in LANGUAGES]
    shared = set.intersection(*known) - _NO_COUNTRIES
    return sorted(code for code in shared if len(code) == 2 and code.isalpha())


def names_of(code: str) -> dict[str, str]:
    """Return what a country is called, as a newspaper writes it."""
    own = nations().get("names", {}).get(code, {})
    names = {language: Locale.parse(language).territories[code] for language in LANGUAGES}
    return names | own


def spellings_of(code: str) -> Iterator[tuple[str, str, bool]]:
    """Yield language, text and whether it takes prefixes for each further spelling of a country:
    other names, then its adjectives."""
    for language, texts in nations().get("aliases", {}).get(code, {}).items():
        yield from ((language, text, False) for text in texts)
    for language in LANGUAGES:
        adjectives = _ADJECTIVES[language](code, names_of(code)[language])
        yield from ((language, text, language == "ar") for text in adjectives)


@cache
def nations() -> dict[str, Any]:
    """Return the names and adjectives that no rule makes."""
    return tomllib.loads(NATIONS.read_text(encoding="utf-8"))


def _own(code: str, language: str) -> list[str] | None:
    given: str | None = nations().get(language, {}).get(code)
    return None if given is None else given.split()


def arabic_adjectives(code: str, name: str) -> list[str]:
    """Return the nisba of a country in the forms that news use: سوري، سورية، سوريين، سوريون."""
    own = _own(code, "ar")
    stems = [_arabic_stem(name)] if own is None else own
    endings = ("ي", "ية", "يين", "يون", "يات")
    return [f"{stem}{ending}" for stem in stems if stem for ending in endings]


def _arabic_stem(name: str) -> str:
    """Return what the nisba's ي is written onto, or "" where no rule makes one."""
    if " " in name.strip() or "-" in name:
        return ""
    stem = name.removeprefix("ال") if name.startswith("ال") else name
    for ending in ("يا", "ية", "ا", "ة", "ه", "و", "ي"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            return stem.removesuffix(ending)
    return stem


def persian_adjectives(code: str, name: str) -> list[str]:
    """Return the nationality in Persian: فرانسوی، ایرانی."""
    own = _own(code, "fa")
    if own is not None:
        return own
    if " " in name or "‌" in name:
        return []
    stem = name.removesuffix("ه") if len(name) > 4 else name
    return [f"{stem}یی" if stem.endswith(("ا", "و")) else f"{stem.removesuffix('ی')}ی"]


def english_adjectives(code: str, name: str) -> list[str]:
    """Return the nationality in English, as far as it is known."""
    own = nations().get("en", {}).get(code, "")
    return [word.strip() for word in own.split(",") if word.strip()]


_ADJECTIVES: Final = {
    "ar": arabic_adjectives,
    "fa": persian_adjectives,
    "en": english_adjectives,
}


@transaction.atomic
def load_countries() -> tuple[int, int]:
    """Make a topic of each country that has none, and give each what spellings it lacks. What the
    desk changed stays. Return how many topics and how many spellings are new."""
    there = dict(Topic.objects.exclude(country="").values_list("country", "pk"))
    slugs = set(Topic.objects.values_list("slug", flat=True))
    new = [_topic(code, slugs) for code in codes() if code not in there]
    Topic.objects.bulk_create(new, batch_size=200)
    there |= dict(Topic.objects.exclude(country="").values_list("country", "pk"))
    aliases = list(_aliases(there))
    TopicAlias.objects.bulk_create(aliases, batch_size=500)
    note_spellings()
    return len(new), len(aliases)


def _topic(code: str, slugs: set[str]) -> Topic:
    names = names_of(code)
    slug = slugify(names["en"]) or code.lower()
    slug = f"{slug}-{code.lower()}" if slug in slugs else slug
    slugs.add(slug)
    short = code not in nations().get("risky", {}).get("short", "").split()
    needs = code in nations().get("risky", {}).get("needs_context", "").split()
    return Topic(
        slug=slug,
        names=names,
        kind="place",
        country=code,
        takes_prefixes=short,
        needs_context=needs,
    )


def _aliases(topics: dict[str, int]) -> Iterator[TopicAlias]:
    taken = {
        (language, folded)
        for language, folded in TopicAlias.objects.values_list("language", "folded")
    }
    names = Topic.objects.values_list("names", flat=True)
    taken |= {(code, fold(name)) for given in names for code, name in given.items()}
    for code, key in topics.items():
        for language, text, takes in spellings_of(code):
            folded = fold(text)
            if (language, folded) not in taken:
                taken.add((language, folded))
                yield TopicAlias(
                    topic_id=key,
                    language=language,
                    text=text,
                    folded=folded,
                    takes_prefixes=takes,
                )
