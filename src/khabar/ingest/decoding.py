"""Decoding pages: UTF-8 and UTF-16 as modern browsers save, windows-1256 as old ones did."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from khabar.ingest.refusing import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LETTERS = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0621-\u06d3]")
# Arabic in ISO 8859-6, read as windows-1256, has French letters inside its words.
_MIXED = re.compile("[\u0621-\u06d3][àâçèéêëîïôùûüœ]|[àâçèéêëîïôùûüœ][\u0621-\u06d3]")


class Decoded(NamedTuple):
    """A page's text, and Python's name of the encoding that it was saved in."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded:
    """Return the text of a page. Raises `Refused` for no text, binary data or a strange encoding.

    A byte-order mark decides; without one it is UTF-8, else windows-1256 if that gives mostly
    Arabic letters.
    """
    decoded = _marked(raw) or _utf_8(raw) or _windows_1256(raw)
    _require_text(decoded.text)
    return decoded


def _marked(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise _broken(encoding, error) from error
    return None


def _utf_8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # Read as windows-1256 it would be mostly Arabic letters too, and none of them right.
        if len(_SEVERAL_BYTES.findall(raw)) > raw.decode("utf-8", "replace").count("\ufffd"):
            raise _broken("utf-8", error) from error
    return None


def _windows_1256(raw: bytes) -> Decoded:
    text = raw.decode("cp1256")
    arabic, letters = len(_ARABIC.findall(text)), len(_LETTERS.findall(text))
    if b"\x00" not in raw and (arabic * 2 <= letters or _MIXED.search(text)):
        message = _("Its letters are neither UTF-8, UTF-16 nor windows-1256. Save it as UTF-8.")
        raise Refused("encoding", message)
    return Decoded(text, "cp1256")


def _broken(encoding: str, error: UnicodeDecodeError) -> Refused:
    message = _(
        "It is %(encoding)s, but broken at byte %(place)d. Save the page again, or mend that place."
    )
    return Refused("encoding", message % {"encoding": encoding, "place": error.start + 1})


def _require_text(text: str) -> None:
    if "\x00" in text or len(_CONTROLS.findall(text)) * 100 > len(text):
        message = _("It isn't text. Save the page as text in UTF-8, not as a picture or archive.")
        raise Refused("binary", message)
    if not text.strip():
        raise Refused("empty", _("It is empty. Save the page again."))
