"""The demonstration's fronts, as its editors arranged them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from khabar.fronts.models import Front
from khabar.newsroom.demonstration.reading import fronts
from khabar.stories.models import Story
from khabar.topics.models import Section, Topic

NAMESPACE = uuid.UUID("6f6c7f3e-2a0e-4a55-9d0b-5b1d6a1c7f11")
OWN_WORDS = ("headline", "kicker")


def key_of(name: str) -> uuid.UUID:
    """Return the translation key of the stories about one event, by the name of their files."""
    return uuid.uuid5(NAMESPACE, name)


def arrange_fronts() -> None:
    """Arrange and publish each edition's fronts, where there is none yet."""
    for language in settings.EDITIONS:
        locale = Locale.objects.get(language_code=language)
        _arrange(locale, None, fronts()["main"])
        for slug, containers in fronts()["sections"].items():
            _arrange(locale, Section.objects.get(slug=slug), containers)


@transaction.atomic
def _arrange(locale: Locale, section: Section | None, written: list[dict[str, Any]]) -> None:
    if Front.objects.filter(locale=locale, section=section).exists():
        return
    containers = [_container(locale, each) for each in written]
    front = Front.objects.create(locale=locale, section=section, live=False, containers=containers)
    front.save_revision().publish()


def _container(locale: Locale, written: dict[str, Any]) -> dict[str, Any]:
    plain = ("fill", "arrangement", "count")
    value: dict[str, Any] = {name: written[name] for name in plain if name in written}
    value["title"] = written.get("title", {}).get(locale.language_code, "")
    if "section" in written:
        value["section"] = Section.objects.get(slug=written["section"]).pk
    if "topic" in written:
        value["topic"] = Topic.objects.get(slug=written["topic"]).pk
    value["cards"] = _items(_card(locale, card) for card in written.get("cards", []))
    return {"type": written["kind"], "value": value}


def _card(locale: Locale, written: dict[str, Any]) -> dict[str, Any]:
    language = locale.language_code
    words = {name: written.get(name, {}).get(language, "") for name in OWN_WORDS}
    further = ({"story": _story(locale, name), "text": ""} for name in written.get("further", []))
    return {"story": _story(locale, written["story"]), **words, "links": _items(further)}


def _story(locale: Locale, name: str) -> int:
    return Story.objects.get(translation_key=key_of(name), locale=locale).pk


def _items(values: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]
