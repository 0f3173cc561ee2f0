"""Colours that some readers couldn't read are refused, with what to do."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from khabar.branding.colouring import DARK, LIGHT, tokens
from khabar.branding.measuring import contrast
from khabar.branding.models import Brand

pytestmark = pytest.mark.once

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def refused(**choices: str) -> dict[str, list[str]]:
    """Return what a brand with these choices is refused for."""
    with translation.override("en"):
        with pytest.raises(ValidationError) as refusal:
            Brand(**choices).full_clean()
        return refusal.value.message_dict


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_pale_link_is_refused_with_its_ratio_and_a_way_out() -> None:
    (told,) = refused(link="#7fb3bd")["link"]
    assert "2.0" in told or "2.1" in told or "2.2" in told
    assert "4.5 to 1: choose a darker colour" in told


def test_a_dim_link_on_dark_paper_is_to_be_lighter() -> None:
    assert "choose a lighter colour" in refused(dark_link="#0b5966")["dark_link"][0]


def test_a_paper_that_swallows_the_defaults_is_refused_at_the_paper() -> None:
    assert set(refused(paper="#777777")) == {"paper"}


def test_what_is_no_colour_is_told_how_to_write_one() -> None:
    assert "#0b5966" in refused(ink="red")["ink"][0]


@pytest.mark.parametrize("choices", [{}, {"link": "#7A1FA2"}, {"paper": "#ffffff"}])
def test_colours_that_stand_out_are_taken(choices: dict[str, str]) -> None:
    Brand(**choices).full_clean()


@given(colours, colours)
def test_greys_on_any_paper_that_was_taken_can_be_read(paper: str, ink: str) -> None:
    brand = Brand(paper=paper, ink=ink)
    try:
        brand.full_clean(exclude=["logo", "dark_logo"])
    except ValidationError:
        return
    found = tokens(brand.palette(), LIGHT)
    assert contrast(found["--muted"], found["--tint"]) >= 4.5
    assert contrast(found["--edge"], paper) >= 3


@given(colours)
def test_words_on_a_chosen_ground_can_be_read(colour: str) -> None:
    found = tokens(dict.fromkeys(DARK, "") | {"link": colour, "live": colour}, DARK)
    assert contrast(found["--on-colour"], colour) >= 4.5
    assert contrast(found["--live-ground"], "#ffffff") >= 4.5
