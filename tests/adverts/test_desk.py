"""Adverts at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from khabar.adverts.models import Advert
from tests.factories import AdvertFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    return client


def of(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_khabar_adverts_advert:{name}", args=args)


def written(**changes: str) -> dict[str, str]:
    fields = {
        "name": "October",
        "language": "ar",
        "slot": "overlay",
        "text": "كتاب جديد",
        "link": "https://example.org/book",
        "starts_at": "2021-10-19 12:00",
        "running": "on",
    }
    return fields | changes


def test_an_editor_books_an_advert(desk: Client) -> None:
    assert desk.post(of("add"), written()).status_code == 302
    advert = Advert.objects.get()
    assert (advert.slot, advert.language, advert.is_running) == ("overlay", "ar", True)


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_at": "2021-10-19 11:00"},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://example.org/"},
        {"text": ""},
    ],
)
def test_a_wrong_booking_is_refused(desk: Client, changes: dict[str, str]) -> None:
    assert desk.post(of("add"), written(**changes)).status_code == 200
    assert not Advert.objects.exists()


def test_the_list_says_what_runs_where(desk: Client) -> None:
    AdvertFactory(name="Now")
    AdvertFactory(name="Later", starts_at=timezone.now() + timedelta(days=1))
    html = desk.get(of("list")).content.decode()
    assert "Now" in html
    assert "Later" in html
    assert html.count("icon-success") >= 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"slot": "front"}, ["Bridge"]),
        ({"language": "fa"}, ["Ferry"]),
        ({"running": "false"}, ["Tram"]),
        ({"q": "Ferry"}, ["Ferry"]),
    ],
)
def test_the_list_is_filtered(desk: Client, query: dict[str, str], found: list[str]) -> None:
    AdvertFactory(name="Bridge", slot="front")
    AdvertFactory(name="Ferry", language="fa")
    AdvertFactory(name="Tram", running=False)
    table = desk.get(of("list_results"), query).content.decode().split("<table")[1]
    assert [name for name in ("Bridge", "Ferry", "Tram") if name in table] == found
