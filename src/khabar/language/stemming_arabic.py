"""Arabic stems: the light stemmer light10 (Larkey, Ballesteros, Connell 2007), guarded.

| Taken off | |
|---|---|
| before | ال وال بال كال فال لل و, and what و and ف may precede: ولل وبال وكال فلل فبال |
| behind | هم هما, and ها ه نا with the ت that stands for ة before them: وزارتها |
| behind | ها ان ات ون ين يه ه ي, one after the other |
| then before | ب ل ك ف, where it is no letter of the word (`stemming_particles`) |

The guards, each for words that news uses daily:

1. Three letters stay.
2. A waw that belongs to the word stays: وزير isn't و + زير (`stemming_words`).
3. Countries, their people and adjectives have one stem: إيران, الإيرانية (`naming_countries`).
4. لل before a word in lam is ل + ال + the word: للجنة is a committee (`stemming_words`).
"""

from __future__ import annotations

from typing import Final

from .naming_countries import arabic_countries
from .stemming_particles import SHORT_WORDS, is_short_with_particle, particle_off
from .stemming_words import LAM_WORDS, WAW_WORDS

SHORTEST: Final = 3
_GOD: Final = "الله"
_OF_GOD: Final = frozenset({"لله", "ولله", "فلله", "بالله", "وبالله"})
_AND_THE_RELIGION: Final = "والدين"

_ARTICLES: Final = ("وبال", "وكال", "فبال", "فكال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال")
# What a word must not be shortened to: ولاية isn't "and not".
_PARTICLES: Final = frozenset({"ولا"})
_ENDINGS: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_THEIR: Final = ("هما", "هم")
_PRONOUNS: Final = (*_THEIR, "ها", "نا", "ه")
# What ends in ت of its own, so that ه behind it is the ة of an adjective: ثابتة, مؤقتة.
_IN_TEH: Final = frozenset({"ثابت", "صامت", "ساكت", "لافت", "باهت", "خافت", "مؤقت", "ملفت"})


def stem_arabic(word: str) -> str:
    """Return the stem of a folded Arabic word."""
    if word in _OF_GOD:
        word = _GOD
    countries = arabic_countries()
    for rest in _beginnings_off(word):
        if country := countries.get(rest):
            return country
    rest = _beginning_off(word)
    if is_short_with_particle(rest):
        return rest[1:]
    return particle_off(_endings_off(_pronoun_off(rest)))


def _beginnings_off(word: str) -> list[str]:
    """Return a word as it stands, and without each beginning that it may have: for look-up, where
    a wrong one finds nothing."""
    rests = [word]
    rests += [word[len(article) :] for article in _ARTICLES if word.startswith(article)]
    for particle in ("ولل", "لل", "ول", "وب", "وك", "ل", "ب", "ك", "ف", "و"):
        if word.startswith(particle):
            rests.append(word[len(particle) :])
    return rests


def _beginning_off(word: str) -> str:
    if word.startswith("و") and _keeps_its_waw(word):
        return word
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST:
            rest = word[len(article) :]
            if article.endswith("لل"):
                return _with_lam(rest)
            return _beginning_off(rest) if article == "ال" and _looks_prefixed(rest) else rest
    if word.startswith("لل") and len(word) - 2 >= SHORTEST - 1:
        rest = _with_lam(word[2:])
        return rest if len(rest) >= SHORTEST else word
    return word[1:] if word.startswith("و") and len(word) > SHORTEST else word


def _with_lam(rest: str) -> str:
    """Return what follows لل: with a lam before it where that is a word in lam."""
    return f"ل{rest}" if _endings_off(f"ل{rest}") in LAM_WORDS else rest


def _looks_prefixed(rest: str) -> bool:
    """Return whether what follows an article begins as if it had another one: الباليستي. It loses
    it then as it does without an article, so that the two meet."""
    return rest.startswith(("بال", "كال", "فال"))


def _keeps_its_waw(word: str) -> bool:
    if word == _AND_THE_RELIGION:
        return False
    return word in WAW_WORDS or _endings_off(word) in WAW_WORDS


def _pronoun_off(word: str) -> str:
    for pronoun in _PRONOUNS:
        rest = word.removesuffix(pronoun)
        if rest == word:
            continue
        if _is_teh_marbuta(rest):
            return rest[:-1]
        if pronoun in _THEIR and (len(rest) > SHORTEST or rest in SHORT_WORDS):
            return rest
    return word


def _is_teh_marbuta(rest: str) -> bool:
    """Return whether the ت before a pronoun stands for ة: not in plurals, nor in توقيته, صوته."""
    if len(rest) <= SHORTEST or not rest.endswith("ت") or rest in _IN_TEH:
        return False
    is_verbal_noun = len(rest) == len("توقيت") and rest.startswith("ت") and rest.endswith("يت")
    return not rest.endswith(("ات", "وت")) and not is_verbal_noun


def _endings_off(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            rest = word[: -len(ending)]
            word = word if rest in _PARTICLES else rest
    return word
