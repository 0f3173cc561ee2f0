"""Which advert stands where: by its time, edition and place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from khabar.adverts.choosing import choose_adverts
from tests.factories import AdvertFactory, PictureFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 10, 19, 12, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def chosen(slot: str = "story", language: str = "ar") -> Any:
    return choose_adverts(language=language, moment=NOW).get(slot)


@pytest.mark.parametrize(
    ("starts", "ends", "stands"),
    [
        (NOW - AN_HOUR, None, True),
        (NOW - AN_HOUR, NOW + AN_HOUR, True),
        (NOW, None, True),
        (NOW + timedelta(seconds=1), None, False),
        (NOW - AN_HOUR, NOW, False),
        (NOW - 2 * AN_HOUR, NOW - AN_HOUR, False),
    ],
)
def test_it_stands_from_its_start_until_its_end(
    starts: datetime, ends: datetime | None, stands: bool
) -> None:
    AdvertFactory(starts_at=starts, ends_at=ends)
    assert bool(chosen()) == stands


def test_one_that_is_switched_off_stands_nowhere() -> None:
    AdvertFactory(starts_at=NOW, running=False)
    assert chosen() is None


def test_it_stands_in_its_own_place_and_edition_alone() -> None:
    advert = AdvertFactory(starts_at=NOW, slot="overlay", language="fa")
    assert chosen("overlay", "fa") == advert
    assert chosen("overlay", "ar") is None
    assert chosen("front", "fa") is None


def test_of_several_the_one_that_started_last_stands() -> None:
    AdvertFactory(starts_at=NOW - 2 * AN_HOUR)
    last = AdvertFactory(starts_at=NOW - AN_HOUR)
    AdvertFactory(starts_at=NOW + AN_HOUR)
    assert chosen() == last


def test_of_two_that_started_together_it_is_always_the_same() -> None:
    adverts = [AdvertFactory(starts_at=NOW) for _ in range(3)]
    assert {chosen() for _ in range(5)} == {adverts[-1]}


def test_it_asks_the_database_once(django_assert_num_queries: Callable[..., Any]) -> None:
    AdvertFactory(starts_at=NOW, image=PictureFactory())
    with django_assert_num_queries(1):
        assert chosen().image.title
