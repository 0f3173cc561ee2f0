"""Announced months at the desk, and the desk's own dates."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import formats, timezone, translation
from wagtail.users.models import UserProfile

from khabar.dating.models import AnnouncedMonth
from tests.factories import StoryFactory, UserFactory, publish

pytestmark = pytest.mark.django_db
MONTHS = "/desk/snippets/khabar_dating/announcedmonth/"
STORIES = "/desk/snippets/khabar_stories/story/"
GIVEN = {"country": "EG", "month": "9", "year": "1443", "first_day": "2022-04-03"}


def signed_in(client: Client, role: str = "Section editors", language: str = "ar") -> Client:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client.force_login(user)
    return client


def test_an_editor_announces_a_month(client: Client) -> None:
    response = signed_in(client).post(f"{MONTHS}add/", GIVEN)
    assert response.status_code == 302
    entry = AnnouncedMonth.objects.get()
    assert (entry.country, entry.month_of_year) == ("EG", (1443, 9))
    assert entry.first_day == dt.date(2022, 4, 3)
    assert timezone.now() - entry.entered_at < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("language", "month", "day", "country"),
    [
        ("ar", "رمضان 1443", "الأحد، 3 أبريل 2022", "مصر"),
        ("fa", "رمضان ۱۴۴۳", "یکشنبه ۱۴ فروردین ۱۴۰۱", "مصر"),
        ("en", "Ramadan 1443", "Sunday, 3 April 2022", "Egypt"),
    ],
)
def test_the_list_is_in_the_words_of_the_desk(
    client: Client, language: str, month: str, day: str, country: str
) -> None:
    AnnouncedMonth.objects.create(country="EG", year=1443, month=9, first_day=dt.date(2022, 4, 3))
    html = signed_in(client, language=language).get(MONTHS).content.decode()
    for words in (month, day, country):
        assert words in html, words


def test_what_cannot_be_is_refused_with_the_reason_and_keeps_what_was_typed(client: Client) -> None:
    signed_in(client, language="en")
    response = client.post(f"{MONTHS}add/", GIVEN | {"first_day": "2022-04-20"})
    page = BeautifulSoup(response.content, "html.parser")
    assert "By Umm al-Qura Ramadan 1443 begins on Saturday, 2 April 2022" in page.text
    day = page.select_one("#id_first_day")
    assert day and day["value"] == "2022-04-20"
    assert not AnnouncedMonth.objects.exists()


def test_a_country_without_an_edition_is_not_offered(client: Client) -> None:
    response = signed_in(client).post(f"{MONTHS}add/", GIVEN | {"country": "FR"})
    assert response.status_code == 200 and not AnnouncedMonth.objects.exists()


@pytest.mark.parametrize("administrator", [False, True])
def test_nobody_changes_or_deletes_an_entry(client: Client, administrator: bool) -> None:
    entry = AnnouncedMonth.objects.create(
        country="EG", year=1443, month=9, first_day=dt.date(2022, 4, 3)
    )
    signed_in(client)
    if administrator:
        client.force_login(UserFactory(is_superuser=True))
    changed = GIVEN | {"first_day": "2022-04-02"}
    for deed in ("edit", "delete"):
        client.post(f"{MONTHS}{deed}/{entry.pk}/", changed)
    client.post("/desk/bulk/khabar_dating/announcedmonth/delete/", {"id": entry.pk})
    assert AnnouncedMonth.objects.get().first_day == dt.date(2022, 4, 3)
    assert f"{MONTHS}edit/" not in client.get(MONTHS).content.decode()


@pytest.mark.parametrize("role", ["Reporters", "Comment moderators", "Advert desk"])
def test_other_roles_do_not_announce(client: Client, role: str) -> None:
    signed_in(client, role)
    assert client.get(MONTHS).status_code == 302
    client.post(f"{MONTHS}add/", GIVEN)
    assert not AnnouncedMonth.objects.exists()


def test_the_desk_says_how_long_ago_as_arabic_counts(client: Client) -> None:
    story = StoryFactory()
    publish(story, at=timezone.now() - dt.timedelta(minutes=2, seconds=5))
    old = StoryFactory()
    publish(old, at=dt.datetime(2021, 10, 19, 14, 21, tzinfo=dt.UTC))
    page = BeautifulSoup(signed_in(client).get(STORIES).content, "html.parser")
    words = {time.text.strip() for time in page.select("time")}
    assert {"قبل دقيقتين", "19 أكتوبر 2021، 17:51"} <= words


def test_django_s_own_arabic_dates_have_the_day_first() -> None:
    with translation.override("ar"):
        words = formats.date_format(dt.datetime(2021, 10, 19, 17, 51), "DATETIME_FORMAT")
    assert words == "19 أكتوبر 2021، 17:51"
