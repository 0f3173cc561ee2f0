"""The ways in which topics are written, and what is known of each way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from khabar.topics.locating import words_of

_HALF_SPACE: Final = "\u200c"
# A family name of two words begins with one of the first, or ends with one of the second.
BEGINNINGS: Final = frozenset(
    words_of("بن ابن أبو أبي بو عبد آل بنت ذو أم حاج al el bin ben von van de")
)
_ENDINGS: Final = frozenset(words_of("الله الدين الرحمن الإسلام اللهی"))


class Way(StrEnum):
    """How a spelling belongs to its topic."""

    NAME = "name"
    ALIAS = "alias"
    AVOIDED = "avoided"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a topic in one language.

    `house` is how it should be written. One that `needs_context` counts only beside a title of its
    `kind` or where the topic is named in full; `takes_prefixes` is an editor's word for a short
    one. `given` are the folded first names, where it is a family name.
    """

    topic: int
    text: str
    way: Way = Way.NAME
    kind: str = "person"
    house: str = ""
    needs_context: bool = False
    takes_prefixes: bool = False
    given: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The folded words, a space between them."""
        return " ".join(words_of(self.text))


def with_family_names(spellings: Iterable[Spelling]) -> list[Spelling]:
    """Return the spellings, and after each full name of a person the family name alone."""
    whole = list(spellings)
    taken = {(spelling.topic, spelling.words) for spelling in whole}
    found = []
    for spelling in whole:
        family = _family_of(spelling) if spelling.kind == "person" else None
        if family and (family.topic, family.words) not in taken:
            taken.add((family.topic, family.words))
            found.append(family)
    return [*whole, *found]


def _family_of(spelling: Spelling) -> Spelling | None:
    written = spelling.text.replace(_HALF_SPACE, " ").split()
    if len(written) < 2:
        return None
    begin = family_begins_at([" ".join(words_of(word)) for word in written])
    family, given = " ".join(written[begin:]), written[:begin]
    if len(" ".join(words_of(family))) < 3:
        return None
    firsts = tuple(word for part in given for word in words_of(part))
    return replace(spelling, text=family, way=Way.FAMILY, needs_context=True, given=firsts)


def family_begins_at(words: list[str]) -> int:
    """Return the place of the word with which a folded full name's family name begins."""
    last = len(words) - 1
    if last >= 2 and (words[last] in _ENDINGS or words[last - 1] in BEGINNINGS):
        return last - 1
    return last


def joined_forms(text: str) -> Iterator[str]:
    """Yield the folded form of a text, and that without its half-spaces where it has any."""
    yield " ".join(words_of(text))
    if _HALF_SPACE in text:
        yield " ".join(words_of(text.replace(_HALF_SPACE, "")))
