"""Showing stories as small cards, each made once for all the pages that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from khabar.delivery.sharing import share_each
from khabar.stories.keys import show_stories
from khabar.stories.models import Story

_NAME = "small-card/"


def small_cards(numbers: Iterable[int]) -> dict[int, SafeString]:
    """Return the small cards of published stories by their numbers."""
    cards = share_each([f"{_NAME}{number}" for number in numbers], _makers)
    return {int(name.removeprefix(_NAME)): card for name, card in cards.items()}


def _makers(names: list[str]) -> Iterator[tuple[str, Callable[[], SafeString]]]:
    numbers = [int(name.removeprefix(_NAME)) for name in names]
    for story in Story.objects.filter(number__in=numbers).published().for_cards():
        yield f"{_NAME}{story.number}", partial(_small_card, story)


def _small_card(story: Story) -> SafeString:
    show_stories([story])
    return render_to_string("khabar_stories/_card.html", {"story": story, "size": "small"})
