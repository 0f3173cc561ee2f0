"""Refusing a front that chooses a story twice, with the error where the repetition stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


def repetitions(containers: Any) -> Iterator[tuple[int, ValidationError]]:
    """Yield an error for each container that chooses what was chosen already, with its place."""
    chosen: set[int] = set()
    for place, container in enumerate(containers):
        errors = {
            position: error
            for position, card in enumerate(container.value["cards"])
            if (error := _repetition(card, chosen))
        }
        if errors:
            in_cards = ListBlockValidationError(block_errors=errors)
            yield place, StructBlockValidationError(block_errors={"cards": in_cards})


def _repetition(card: Any, chosen: set[int]) -> ValidationError | None:
    """Add a card's stories to what was chosen; return the error where one was there already."""
    errors = {}
    if _was_chosen(card["story"], chosen):
        errors["story"] = _already()
    links = {
        position: StructBlockValidationError(block_errors={"story": _already()})
        for position, link in enumerate(card["links"])
        if _was_chosen(link["story"], chosen)
    }
    if links:
        errors["links"] = ListBlockValidationError(block_errors=links)
    return StructBlockValidationError(block_errors=errors) if errors else None


def _was_chosen(story: Any, chosen: set[int]) -> bool:
    if not story:
        return False
    before = story.pk in chosen
    chosen.add(story.pk)
    return before


def _already() -> ValidationError:
    return ValidationError(_("This story was chosen for this front already. Choose another one."))
