"""Arabic and Persian text: folding, digits, direction, slugs, calendars. No tables."""

from __future__ import annotations

from .analysing import ANALYSIS_VERSION, Token, analyse
from .calendars import date_in_words, format_number, moment_in_words, relative
from .digits import in_digits, parse_number, to_ascii
from .direction import direction_of, isolate, strip_controls
from .editions import Edition
from .folding import fold
from .plurals import PluralForm, plural_form
from .reading_dates import read_moment
from .slugs import slugify

__all__ = [
    "ANALYSIS_VERSION",
    "Edition",
    "PluralForm",
    "Token",
    "analyse",
    "date_in_words",
    "direction_of",
    "fold",
    "format_number",
    "in_digits",
    "isolate",
    "moment_in_words",
    "parse_number",
    "plural_form",
    "read_moment",
    "relative",
    "slugify",
    "strip_controls",
    "to_ascii",
]
