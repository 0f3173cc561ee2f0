"""Share cards: joined letters, no boxes, the right edge, and what is too long."""

from __future__ import annotations

import io
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from khabar.branding.drawing import HEIGHT, MARGIN, WIDTH, Card, draw_card, draw_icon
from khabar.branding.finding_faces import drawable, face
from khabar.branding.models import Brand
from khabar.branding.setting_lines import MOST_LINES, fit
from khabar.branding.showing import ShownBrand, shown
from tests.factories import PictureFactory

ROOM = WIDTH - 2 * MARGIN
HEADLINES = [
    ("ar", "افتتاح أول محطة لتحلية المياه بالطاقة الشمسية في رأس البحر"),
    ("fa", "می‌رود تا سال ۱۴۰۵ همهٔ مدرسه‌های کشور ناهار گرم داشته باشند"),
    ("en", "Old port restoration finishes two years early"),
    ("ar", "فوز Arsenal 2-1 على ريال مدريد في نهائي Champions League"),
]


def drawn(language: str, headline: str, kicker: str = "") -> Image.Image:
    card = Card(headline=headline, kicker=kicker, language=language)
    return Image.open(io.BytesIO(draw_card(card, ShownBrand()))).convert("L")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of what is written above the rule."""
    box = image.crop((0, 0, WIDTH, 460)).point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert box
    return box


def test_letters_are_joined() -> None:
    font = face(60, 700)
    word = font.getlength("محمد", direction="rtl", language="ar")
    loose = sum(font.getlength(letter, direction="rtl", language="ar") for letter in "محمد")
    assert word < loose


@pytest.mark.parametrize(("language", "text"), HEADLINES)
def test_every_letter_has_a_shape_and_none_is_a_box(language: str, text: str) -> None:
    assert drawable(text) == text
    font = face(60, 700)
    missing = bytes(font.getmask("\U0010fffd"))
    assert all(bytes(font.getmask(letter)) != missing for letter in text if letter.isalnum())


def test_what_the_face_lacks_is_written_plainly_or_left_out() -> None:
    assert drawable("Café 🎉 محمد") == "Cafe  محمد"


@pytest.mark.parametrize(("language", "text"), HEADLINES)
def test_it_begins_at_the_edge_where_its_language_begins(language: str, text: str) -> None:
    start, _top, end, _bottom = ink(drawn(language, text))
    if language == "en":
        assert MARGIN <= start < MARGIN + 10
    else:
        assert WIDTH - MARGIN - 10 < end <= WIDTH - MARGIN + 2


@pytest.mark.parametrize(("language", "text"), HEADLINES)
def test_it_weighs_little_and_is_drawn_quickly(language: str, text: str) -> None:
    card = Card(headline=text, kicker="كرة القدم", language=language)
    draw_card(card, ShownBrand())
    began = time.perf_counter()
    data = draw_card(card, ShownBrand())
    took = time.perf_counter() - began
    sys.stdout.write(f"{language}: {len(data):,} bytes in {took * 1000:.0f} ms\n")
    assert len(data) <= 60_000
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT)
    assert took < 2


def test_lines_are_balanced_so_that_no_word_stands_alone() -> None:
    lines = fit(HEADLINES[0][1], "ar", width=ROOM, height=340)
    assert len(lines) > 1
    assert all(later.length > earlier.length * 0.5 for earlier, later in pairwise(lines))


def test_what_is_too_long_ends_at_a_word_with_an_ellipsis() -> None:
    text = "على إرادة البلدين تعزيز العلاقات الاستراتيجية " * 8
    lines = fit(text, "ar", width=ROOM, height=340)
    assert len(lines) == MOST_LINES and lines[-1].text.endswith("…")
    assert lines[-1].text.removesuffix("…").split()[-1] in text.split()


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.sampled_from(["ar", "fa", "en"]))
def test_any_headline_fits(text: str, language: str) -> None:
    lines = fit(text, language, width=ROOM, height=340)
    assert len(lines) <= MOST_LINES
    assert all(line.length <= ROOM for line in lines)
    assert sum(line.height for line in lines) <= 340


@pytest.mark.parametrize(
    ("language", "name"),
    [("ar", "خبر"), ("ar", "النهار"), ("en", "The Daily Observer of the Coast"), ("fa", "ا")],
)
def test_an_icon_keeps_its_name_within_what_every_shape_leaves(language: str, name: str) -> None:
    drawn = draw_icon(ShownBrand(names={language: name}), language, 192)
    image = Image.open(io.BytesIO(drawn)).convert("L")
    box = image.point(lambda shade: 255 if shade > 128 else 0).getbbox()
    assert image.size == (192, 192) and box
    assert min(box[:2]) >= 19 and max(box[2:]) <= 173


@pytest.mark.django_db
def test_beside_a_logo_without_words_stands_the_name() -> None:
    picture = PictureFactory(file__width=200, file__height=200)
    seen = []
    for beside in (False, True):
        brand = Brand(names={"ar": "النهار"}, logo=picture, name_beside_logo=beside)
        card = Card(headline="عنوان", kicker="", language="ar")
        image = Image.open(io.BytesIO(draw_card(card, shown(brand)))).convert("L")
        sign = image.crop((0, 490, WIDTH, HEIGHT)).point(lambda shade: 255 if shade < 128 else 0)
        box = sign.getbbox()
        assert box and box[2] == WIDTH - MARGIN
        seen.append(box[0])
    assert seen[1] < seen[0] - 100
