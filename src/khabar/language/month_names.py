"""Month names: every spelling a page may print, folded, each with its number."""

from __future__ import annotations

from functools import cache

from babel import Locale

from . import solar_hijri
from .folding import fold

_LOCALES = ("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR", "fa", "fa_AF", "ckb", "ur", "ps", "en")

# Spellings that newsrooms print and CLDR lacks: the names of Egypt in ه, Iraq's May, the
# Levant's names without the article, the English short form with four letters.
_UNLISTED = {
    "كانون ثاني": 1, "كانون ثان": 1, "مايس": 5, "يونيه": 6, "يوليه": 7, "سبتامبر": 9, "sept": 9,
    "تشرين أول": 10, "تشرين ثاني": 11, "تشرين ثان": 11, "كانون أول": 12,
}  # fmt: skip

_LUNAR = (
    "محرم", "صفر", "ربيع الأول", "ربيع أول", "ربيع الآخر", "ربيع الثاني", "ربيع ثاني",
    "جمادى الأولى", "جمادى الأول", "جمادى الآخرة", "جمادى الثانية", "جمادى الثاني", "رجب",
    "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة",
    "ذیقعده", "ذیحجه",
)  # fmt: skip


@cache
def gregorian_months() -> dict[str, int]:
    """Every Gregorian month in Arabic, Persian, Kurdish, Urdu, Pashto and English."""
    return _UNLISTED_FOLDED | {
        fold(name): number
        for code in _LOCALES
        for widths in Locale.parse(code).months.values()
        for width in ("wide", "abbreviated")
        for number, name in widths.get(width, {}).items()
    }


@cache
def solar_months() -> dict[str, int]:
    """The Solar Hijri months of Iran and Afghanistan."""
    names = [*enumerate(solar_hijri.month_names(), 1), *enumerate(solar_hijri.month_names("AF"), 1)]
    return {fold(name): number for number, name in names} | {fold("امرداد"): 5}


@cache
def lunar_months() -> tuple[str, ...]:
    """The months of the lunar Hijri calendar, to know such a date and pass it by."""
    return tuple({fold(name) for name in _LUNAR})


_UNLISTED_FOLDED = {fold(name): number for name, number in _UNLISTED.items()}
