"""The demonstration's pictures, seen as a browser would see them."""

from __future__ import annotations

import io
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from khabar.newsroom.demonstration.drawing import (
    ADVERTS,
    PICTURES,
    draw,
    draw_advert,
    draw_portrait,
)

pytestmark = pytest.mark.once

drawn = cache(draw)


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert image.format == "JPEG"
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two small pictures are apart: the mean over all pixels, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_three_to_two_and_light(name: str) -> None:
    jpeg = drawn(name)
    assert opened(jpeg).size == (1200, 800)
    assert 5_000 < len(jpeg) <= 60_000


def test_no_two_of_the_twenty_pictures_look_alike() -> None:
    small = {name: opened(drawn(name)).resize((60, 40)) for name in PICTURES}
    assert len(small) == 20
    near = [
        (one, other)
        for one in small
        for other in small
        if one < other and difference(small[one], small[other]) < 20
    ]
    assert near == []


def test_no_picture_has_an_unpainted_spot() -> None:
    """Paper that no scene covers stays pure black, which none of them paints."""
    for name in PICTURES:
        levels = opened(drawn(name)).resize((150, 100)).convert("L").histogram()
        assert sum(levels[:3]) < 15, name


def test_a_picture_comes_out_the_same_every_time() -> None:
    assert draw("harbour") == drawn("harbour")


def test_it_names_the_choices_for_an_unknown_picture() -> None:
    with pytest.raises(ValueError, match="volcano.*harbour"):
        draw("volcano")
    with pytest.raises(ValueError, match="circus.*bookshop"):
        draw_advert("circus")


def test_portraits_differ_by_their_seed() -> None:
    portraits = [draw_portrait(seed) for seed in range(12)]
    assert {opened(portrait).size for portrait in portraits} == {(400, 400)}
    assert len(set(portraits)) == 12
    assert max(map(len, portraits)) <= 60_000


@pytest.mark.parametrize("name", ADVERTS)
def test_an_advert_is_four_to_one(name: str) -> None:
    jpeg = draw_advert(name)
    assert opened(jpeg).size == (640, 160)
    assert len(jpeg) <= 60_000
