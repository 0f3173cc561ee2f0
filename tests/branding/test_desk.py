"""The brand at the desk, and what readers see of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khabar.branding.models import Brand
from tests.factories import PictureFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    return client


def send(client: Client, **choices: Any) -> Any:
    opened = client.get(reverse("wagtailsettings:edit", args=["khabar_branding", "brand"]))
    fields = [field.name for field in Brand._meta.fields if field.name not in ("id", "names")]
    names = {f"names_{code}": "" for code in ("ar", "fa", "en")}
    return client.post(opened["Location"], names | dict.fromkeys(fields, "") | choices, follow=True)


def page(client: Client, address: str = "/ar/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def sheet(client: Client) -> str:
    link = page(client).select_one("link[href^='/brand-']")
    return client.get(str(link["href"])).content.decode() if link else ""


def test_an_administrator_names_the_paper_in_each_language(
    administrator: Client, client: Client
) -> None:
    answer = send(administrator, names_ar="النهار الجديد", names_en="The New Day")
    assert answer.status_code == 200 and Brand.objects.get().names["en"] == "The New Day"
    arabic, english, persian = (page(client, f"/{code}/") for code in ("ar", "en", "fa"))
    assert arabic.title and arabic.title.text == "النهار الجديد"
    assert english.select_one(".wordmark").text.strip() == "The New Day"  # type: ignore[union-attr]
    assert persian.title and persian.title.text == "خبر"


def test_only_administrators_may(client: Client) -> None:
    editor = UserFactory(is_staff=True)
    editor.groups.set(Group.objects.filter(name="Section editors"))
    client.force_login(editor)
    Brand.load()
    row = Brand.objects.get().pk
    answer = client.get(reverse("wagtailsettings:edit", args=["khabar_branding", "brand", row]))
    assert answer.status_code == 302 and "brand" not in answer["Location"]


def test_a_colour_changes_the_pages_by_a_sheet_and_never_inline(
    administrator: Client, client: Client
) -> None:
    assert sheet(client) == ""
    send(administrator, link="#7A1FA2", dark_link="#CE93D8")
    assert "--link:#7a1fa2" in sheet(client)
    assert re.search(r"prefers-color-scheme:dark\){:root{--link:#ce93d8", sheet(client))
    assert not page(client).select("[style], style")


def test_the_sheet_is_kept_for_ever_under_its_own_fingerprint_alone(
    administrator: Client, client: Client
) -> None:
    send(administrator, link="#7a1fa2")
    link = page(client).select_one("link[href^='/brand-']")
    assert "immutable" in client.get(str(link["href"]))["Cache-Control"]  # type: ignore[index]
    other = client.get("/brand-000000000000.css")
    assert "--link:#7a1fa2" in other.content.decode() and "Cache-Control" not in other


def test_a_colour_that_can_t_be_read_is_refused_at_the_desk(administrator: Client) -> None:
    answer = send(administrator, link="#7fb3bd")
    assert not Brand.objects.filter(link="#7fb3bd").exists()
    assert "4.5" in answer.content.decode()


def test_faces_are_chosen_for_arabic_script_and_for_english(
    administrator: Client, client: Client
) -> None:
    send(administrator, head_face="naskh", latin_face="vazirmatn")
    assert ":root:not([lang=en]){--face-head:Naskh" in sheet(client)
    assert "[lang=en]{--face-text:Vazirmatn" in sheet(client)


def test_a_logo_stands_in_the_masthead_and_is_called_by_the_paper_s_name(client: Client) -> None:
    brand = Brand(names={"ar": "النهار"}, logo=PictureFactory(), dark_logo=PictureFactory())
    brand.save()
    link = page(client).select_one(".wordmark a")
    assert link and link["aria-label"] == "النهار"
    assert link.select_one("source[media*=dark]")
    logo = link.select_one("img")
    assert logo and int(str(logo["height"])) == 104 and logo["alt"] == ""


def test_the_name_stands_beside_a_logo_without_words(client: Client) -> None:
    Brand(names={"ar": "النهار"}, logo=PictureFactory(), name_beside_logo=True).save()
    own = page(client).select_one(".wordmark a")
    assert own and own.get_text(strip=True) == "النهار" and own.select("img")


def test_a_fault_s_page_asks_nothing_of_the_brand(client: Client) -> None:
    Brand(names={"ar": "النهار"}).save()
    refused = client.get("/ar/", headers={"host": "elsewhere.example"})
    assert refused.status_code == 400


def test_the_brand_is_asked_for_once_a_page(client: Client) -> None:
    story = StoryFactory(published=True)
    with CaptureQueriesContext(connection) as asked:
        client.get(story.get_absolute_url())
    assert sum("khabar_branding" in query["sql"] for query in asked.captured_queries) == 1


def test_a_paper_with_a_name_of_its_own_has_an_icon_of_its_own(client: Client) -> None:
    assert page(client).select_one("link[rel=icon][href$='.svg']")
    Brand(names={"ar": "النهار"}).save()
    icon = page(client).select_one("link[rel=icon]")
    assert icon and client.get(str(icon["href"]))["Content-Type"] == "image/png"
