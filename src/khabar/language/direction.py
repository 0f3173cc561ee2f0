"""Direction: which way a language runs, and keeping foreign runs apart in plain text."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["rtl", "ltr"]

_RTL_LANGUAGES = frozenset({
    "aeb", "ajp", "apc", "ar", "arc", "arq", "ary", "arz", "azb", "bal", "bqi", "ckb", "dv",
    "fa", "glk", "haz", "he", "iw", "khw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd",
    "sdh", "skr", "syr", "ug", "ur", "yi",
})  # fmt: skip
_RTL_SCRIPTS = frozenset({
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
})  # fmt: skip

_FSI, _PDI = "\u2068", "\u2069"
_OPENERS = frozenset("\u2066\u2067\u2068")  # U+2066 LRI, U+2067 RLI, U+2068 FSI

# U+2028, U+2029, U+0085, vertical tab and form feed end a line, so they become one.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# C0 and C1 but tab and newline; U+200B, U+2060, U+FEFF of no width; U+2061-2064 invisible
# operators; U+202A-202E embeddings and overrides; U+2066-2069 isolates; U+206A-206F
# deprecated; U+FFF9-FFFB annotations.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Tag characters hide text, but after U+1F3F4 they spell the flags of England, Scotland, Wales.
_TAGS = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f)"
    "|[\U000e0000-\U000e007f]"
)


def direction_of(language_code: str) -> Direction:
    """Return "rtl" or "ltr" for a language code such as ar, fa-IR or az_Arab.

    A script subtag decides; without one the primary subtag does.
    """
    primary, *others = re.split("[-_]", language_code.lower())
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL_LANGUAGES else "ltr"


def isolate(text: str) -> str:
    """Wrap ``text`` in U+2068 and U+2069, so its order and its neighbours' do not mix.

    For plain-text places only (titles, feeds, mail subjects): in HTML use ``<bdi>``.
    Isolates inside are balanced first, or they would close ours. Empty text stays empty.
    """
    return f"{_FSI}{_balanced(text)}{_PDI}" if text else ""


def _balanced(text: str) -> str:
    kept, depth = [], 0
    for char in text:
        if char == _PDI and depth == 0:
            continue
        depth += (char in _OPENERS) - (char == _PDI)
        kept.append(char)
    return "".join(kept) + _PDI * depth


def strip_controls(text: str) -> str:
    """Remove the characters that could hide or reorder what a reader sees.

    Kept, because right-to-left text needs them: ZWNJ, ZWJ, LRM, RLM, ALM, newline and tab.
    Every other line end becomes a newline.
    """
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _TAGS.sub(lambda found: found[1] or "", text)
