"""What Arabic writes onto a name: و ف, then ب ك ل, then ال; and لل for ل with ال."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Final

ARTICLE: Final = "ال"
_JOINED: Final = "لل"
_BEFORE: Final = ("", "و", "ف")
_AFTER: Final = ("", "ب", "ك", "ل")

PREFIXES: Final = frozenset(
    "".join(parts)
    for parts in product(_BEFORE, _AFTER, ("", ARTICLE))
    if "".join(parts) and parts[1:] != ("ل", ARTICLE)
) | {f"{before}{_JOINED}" for before in _BEFORE}
"""Every prefix that a name may have, folded."""

_BY_LENGTH: Final = sorted(PREFIXES, key=lambda prefix: (len(prefix), prefix))

LAST_LETTERS: Final = frozenset(prefix[-1] for prefix in PREFIXES)
LEAST_LETTERS: Final = 5


def has_article(words: str) -> bool:
    """Return whether a folded name begins with the article: الأمم المتحدة."""
    return words.startswith(ARTICLE) and len(words) > 4


def elided(words: str) -> str:
    """Return a name with the article as it is written after ل: للأمم المتحدة."""
    return _JOINED + words.removeprefix(ARTICLE)


def may_stand_before(prefix: str, words: str, *, is_elided: bool) -> bool:
    """Return whether `prefix` can be written onto a folded name, which has its article or not."""
    if is_elided:
        return prefix in _BEFORE
    return not (has_article(words) and prefix.endswith((ARTICLE, _JOINED)))


def takes_prefixes(words: str) -> bool:
    """Return whether a folded name is long enough to be told behind a prefix."""
    return " " in words or len(words) >= LEAST_LETTERS


@lru_cache(maxsize=65_536)
def bare_forms(word: str) -> tuple[str, ...]:
    """Return a folded word, and what is left of it without each prefix that it may have."""
    fitting = [prefix for prefix in _BY_LENGTH if word.startswith(prefix)]
    rest = [word[len(prefix) :] for prefix in fitting]
    joined = [ARTICLE + word[len(prefix) :] for prefix in fitting if prefix.endswith(_JOINED)]
    return (word, *(part for part in (*rest, *joined) if len(part) > 2))
