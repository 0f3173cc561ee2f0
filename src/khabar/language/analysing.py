from __future__ import annotations

import re
from typing import NamedTuple

from .folding import fold

ANALYSIS_VERSION = 1


class Token(NamedTuple):
    stem: str
    folded: str
    start: int
    end: int


_W = re.compile(r"[\w\u064b-\u065f\u0670\u0640]+")


def analyse(text: str, language: str) -> list[Token]:
    out = []
    for m in _W.finditer(text):
        f = fold(m[0]).replace(" ", "")
        if not f:
            continue
        s = f
        for p in ("وال", "بال", "كال", "فال", "لل", "ال", "و"):
            if s.startswith(p) and len(s) - len(p) >= 3:
                s = s[len(p) :]
                break
        out.append(Token(s, f, m.start(), m.end()))
    return out
