"""Foreign runs in a line of plain text: titles, feeds, cards. In HTML use `<bdi>`.

Unicode's algorithm (UAX #9) is right for the words of one language. In a headline it is wrong in
three places, which are put right here: a headline that begins with a foreign word takes that word's
direction; signs between a foreign word and ours change sides; and after an Arabic letter the score
2-1 is shown as 1-2.
"""

from __future__ import annotations

import re
import unicodedata

from khabar.language.direction import direction_of, isolate

_RLM, _LRM = "\u200f", "\u200e"
_RTL_CLASSES, _STRONG = frozenset({"R", "AL"}), frozenset({"L", "R", "AL"})

_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_NOT_LATIN = rf"\W\d_{_ARABIC}"
# A foreign run: from its first letter to its last letter or digit, over whatever stands between.
_INSIDE = r"[ \u00a0.,:;'’&@#/+\-‐‑–]{1,3}"
_LATIN_WORD = rf"(?:[^{_NOT_LATIN}]|[\d%])+"
_LATIN = rf"[^{_NOT_LATIN}](?:{_LATIN_WORD})?(?:{_INSIDE}{_LATIN_WORD})*"
_ARABIC_WORD = rf"[{_ARABIC}\u200c\u200d\d٪]+"
_ARABIC_RUN = rf"[{_ARABIC}]{_ARABIC_WORD}(?:{_INSIDE}{_ARABIC_WORD})*|[{_ARABIC}]"
# Scores, ranges, times and sums: digits on both sides of a sign.
_FIGURES = r"[+\-−$€£¥]?\d+(?:[\-‐‑–−:/]\d+)+|[+\-−$€£¥]\d[\d.,]*"

_IN_RTL = re.compile(f"{_LATIN}|{_FIGURES}")
_IN_LTR = re.compile(_ARABIC_RUN)


def isolate_foreign(text: str, language: str) -> str:
    """Return `text` in `language` as plain text that is shown rightly wherever it stands.

    Foreign runs, and in a language from right to left figures with signs, stand in isolates; where
    the first letter is foreign a mark before it says which way the line runs. Nothing visible is
    added, and a text without foreign runs comes back as it was.
    """
    rtl = direction_of(language) == "rtl"
    isolated = (_IN_RTL if rtl else _IN_LTR).sub(lambda run: isolate(run[0]), text)
    first = next((found for c in text if (found := unicodedata.bidirectional(c)) in _STRONG), "")
    leads_astray = bool(first) and (first in _RTL_CLASSES) != rtl
    return (_RLM if rtl else _LRM) + isolated if leads_astray else isolated
