"""A text in the form in which names are looked for, and the way back to the text itself."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from khabar.language.folding import fold

WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_WIDE = re.compile(r"[\W_]{2,}")
_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670"
_CLUSTER = re.compile(rf"[^{_MARKS}][{_MARKS}]*|.", re.DOTALL)


def words_of(text: str) -> list[str]:
    """Return the folded words of `text`, without whatever stands between them."""
    return WORD.findall(fold(text))


class Line:
    """The folded words of a text in one line, one space before, between and after them.

    `text` has a space before and after, too. Places in it are counted from its first space; `span`
    says where they are in the text as it was given.
    """

    def __init__(self, text: str) -> None:
        self.text = f" {text} "
        self.folded = fold(self.text)
        self.line = _BETWEEN.sub(" ", self.folded)

    def before(self, place: int, count: int) -> list[str]:
        """Return the last `count` words that stand before the word at `place`."""
        return self.line[1 : place - 1].rsplit(" ", count)[-count:] if place > 1 else []

    def after(self, place: int, count: int) -> list[str]:
        """Return the first `count` words after the word that ends at `place`."""
        return self.line[place + 1 : place + 100].split(" ", count)[:count]

    def between(self, first: int, last: int) -> str:
        """Return the folded text between two places of the line, punctuation and all."""
        return self.folded[self._in_folded(first) : self._in_folded(last)]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where in the text the part of the line from `begin` to `end` stands, in code
        points; marks after its last letter belong to it."""
        last = self._origin(end - 1)
        # Several letters may come from one sign: both halves of ½ stand where it stands.
        after = max(self._origin(end - 1, after=1), last + 1)
        while after > last + 1 and not _belongs(self.text[after - 1]):
            after -= 1
        return self._origin(begin) - 1, after - 1

    def _in_folded(self, place: int) -> int:
        keys, shifts = self._shifts
        return place + shifts[bisect_left(keys, place)]

    def _origin(self, place: int, *, after: int = 0) -> int:
        folded = self._in_folded(place) + after
        if (dropped := self._dropped) is None:
            return self._origins[folded]
        return folded + bisect_right(dropped, folded)

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """The places in the line of its wide gaps, and how much wider the text is before each."""
        gaps = [(found.start(), found.end()) for found in _WIDE.finditer(self.folded)]
        shifts = list(accumulate((end - begin - 1 for begin, end in gaps), initial=0))
        keys = [begin - shift for (begin, _end), shift in zip(gaps, shifts, strict=False)]
        return keys, shifts

    @cached_property
    def _dropped(self) -> list[int] | None:
        """The folded places where the text has a sign that was dropped, or None where it has signs
        that became several letters."""
        unusual = [(found.start(), found.group()) for found in _UNUSUAL.finditer(self.text)]
        if any(sign not in _NOTHING for _place, sign in unusual):
            return None
        return [place - number for number, (place, _sign) in enumerate(unusual)]

    @cached_property
    def _origins(self) -> list[int]:
        """The place in the text of each folded letter, and of the end: right for any text."""
        clusters = _CLUSTER.findall(self.text)
        begins = accumulate(map(len, clusters), initial=0)
        sizes = [len(fold(cluster)) for cluster in clusters]
        found = [begin for begin, size in zip(begins, sizes, strict=False) for _ in range(size)]
        return found + [len(self.text)] * (len(self.folded) + 1 - len(found))


def _belongs(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter) == "Mn"


# Signs of Arabic and English news, which become one letter or none; all others are looked at.
_COMMON = [
    chr(code)
    for code in (*range(0x7F), 0xA0, 0xAB, 0xBB, *range(0x600, 0x6FF), *range(0x200B, 0x2027))
]
_NOTHING = frozenset(sign for sign in _COMMON if not fold(sign))
_UNUSUAL = re.compile(f"[^{re.escape(''.join(s for s in _COMMON if len(fold(s)) == 1))}]")
