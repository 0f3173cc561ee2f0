"""Countries in Arabic: name, people and adjective under one stem.

The names are those of CLDR, as Babel ships them, with those that news uses beside them. From a name
come its relative adjectives by the rule of nisba: what ends in ية, يا, ا or ة loses it, then ي, ية,
يون, يين, يات are added.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from babel import Locale

from .folding import fold

_SHORTEST_NAME: Final = 3
# What news calls what CLDR names in several words, or otherwise.
_OTHER_NAMES: Final = {
    "AE": ("الإمارات",),
    "AM": ("أرمينيا", "أرمن"),
    "AT": ("النمسا", "نمساو"),
    "AF": ("أفغانستان", "أفغان"),
    "BA": ("البوسنة", "بوسنو"),
    "BF": ("بوركينا",),
    "BY": ("بيلاروسيا",),
    "CD": ("الكونغو", "كونغول"),
    "CZ": ("التشيك",),
    "DK": ("الدنمارك",),
    "GB": ("بريطانيا", "بريطان"),
    "KP": ("كوريا",),
    "KZ": ("كازاخستان", "كازاخ"),
    "KG": ("قيرغيزستان", "قرغيزستان", "قرغيز"),
    "MK": ("مقدونيا",),
    "MM": ("ميانمار", "بورما"),
    "MV": ("المالديف",),
    "BG": ("بلغار",),
    "DE": ("ألمان",),
    "ES": ("إسبان",),
    "HR": ("كروات",),
    "IN": ("هنود",),
    "IT": ("طليان",),
    "RS": ("صرب",),
    "TR": ("أتراك",),
    "PS": ("فلسطين",),
    "SA": ("السعودية",),
    "TJ": ("طاجيكستان", "طاجيك"),
    "TM": ("تركمانستان", "تركمان"),
    "US": ("أمريكا", "أميركا", "أمريكان", "أميركان"),
    "UZ": ("أوزبكستان", "أوزبك"),
    "XS": ("الشيشان",),
    # Continents, whose adjectives are as frequent.
    "XA": ("آسيا", "آسيو"),
    "XE": ("أوروبا", "أوربا"),
    "XF": ("أفريقيا",),
}
# Territories whose name is first of all another word.
_OTHER_WORDS: Final = frozenset({"ML", "CL", "GU", "NU", "RE", "TO", "JE"})
# Without the article they would be met by كروس and بروس.
_WITH_ARTICLE: Final = {"الروس": "=RU", "للروس": "=RU"}
_ADJECTIVES: Final = ("ي", "يه", "يون", "يين", "يات", "يا", "يان")
_LOST: Final = ("يه", "يا", "ا", "ه")


@lru_cache(maxsize=1)
def arabic_countries() -> dict[str, str]:
    """Return the stem of each folded form of a country's name, without particle or article.

    It is =IR and the like, which no other word has: قطرات, drops, aren't Qatar.
    """
    stems = dict(_WITH_ARTICLE)
    for code, names in _names():
        # Before it is folded: the first letters of ألمانيا are no article.
        plain = [fold(name.removeprefix("ال")) for name in names]
        for form in (form for name in plain for form in (name, *_adjectives(name))):
            stems.setdefault(form, f"={code}")
    return stems


def _names() -> Iterator[tuple[str, list[str]]]:
    territories = Locale("ar").territories
    for code in dict.fromkeys([*territories, *_OTHER_NAMES]):
        if len(code) != 2 or code in _OTHER_WORDS:
            continue
        own = territories.get(code, "")
        names = [name for name in (own, *_OTHER_NAMES.get(code, ())) if name and " " not in name]
        if names and len(fold(names[0].removeprefix("ال"))) >= _SHORTEST_NAME:
            yield code, names


def _adjectives(name: str) -> Iterator[str]:
    base = next((name.removesuffix(end) for end in _LOST if name.endswith(end)), name)
    if len(base) >= _SHORTEST_NAME:
        yield from (f"{base}{ending}" for ending in _ADJECTIVES)
