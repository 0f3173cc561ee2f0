"""Pages come in the encodings that browsers save."""

from __future__ import annotations

import pytest

from khabar.ingest.models import SourceRecord
from khabar.stories.models import Story
from tests.ingest.conftest import SAVED_PAGE, BringIn, Write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_the_same_in_each_encoding(
    bring_in: BringIn, write: Write, encoding: str
) -> None:
    file = write()
    file.write_bytes(SAVED_PAGE.read_text(encoding="utf-8").encode(encoding))
    assert bring_in(file).page["number"] == 76227
    assert Story.objects.get().headline.startswith("اللواء باقري يبحث في موسكو")
    assert SourceRecord.objects.get().encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_in_either_byte_order(
    bring_in: BringIn, write: Write, encoding: str
) -> None:
    file = write()
    file.write_bytes(("\ufeff" + SAVED_PAGE.read_text(encoding="utf-8")).encode(encoding))
    assert bring_in(file).page["number"] == 76227


def test_windows_1256_is_read_and_noted(bring_in: BringIn, write: Write) -> None:
    text = SAVED_PAGE.read_text(encoding="utf-8").replace("ی", "ي")
    file = write()
    file.write_bytes(text.encode("cp1256"))
    assert bring_in(file).page["number"] == 76227
    assert Story.objects.get().kicker == "مؤكداً على إرادة البلدين في مكافحة الارهاب"
    assert SourceRecord.objects.get().encoding == "cp1256"


@pytest.mark.parametrize("encoding", ["iso8859-6", "latin-1", "koi8-r"])
def test_another_encoding_is_refused_with_the_remedy(
    bring_in: BringIn, write: Write, encoding: str
) -> None:
    text = {
        "iso8859-6": "معرف الأخبار : 5\nتاريخ النشر : 2021-10-19\nعادت السفن إلى الميناء",
        "latin-1": "News ID: 5\nRelease date: 2021-10-19\nÉté à la café",
        "koi8-r": "News ID: 5\nRelease date: 2021-10-19\nПорт открыт",
    }[encoding]
    file = write()
    file.write_bytes(text.encode(encoding))
    page = bring_in(file).page
    assert (page["status"], page["reason"]) == ("failed", "encoding")
    assert "UTF-8" in page["message"]


def test_broken_utf_8_is_refused_with_its_place(bring_in: BringIn, write: Write) -> None:
    raw = SAVED_PAGE.read_bytes()
    file = write()
    file.write_bytes(raw[:500] + b"\xff" + raw[500:])
    page = bring_in(file).page
    assert page["reason"] == "encoding"
    assert "byte 501" in page["message"]


def test_broken_utf_16_is_refused(bring_in: BringIn, write: Write) -> None:
    file = write()
    file.write_bytes("News ID: 5".encode("utf-16") + b"\x00")
    assert bring_in(file).page["reason"] == "encoding"
