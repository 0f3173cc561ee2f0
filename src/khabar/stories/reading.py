"""A story's body as plain text: for the index, and for whoever reads without markup."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import TextField
from django.db.models.functions import Cast

if TYPE_CHECKING:
    from khabar.stories.querysets import StoryQuerySet

_TAG = re.compile(r"<[^>]*>")
_END_OF_LINE = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.IGNORECASE)
# What a block keeps beside its words.
_NO_WORDS = frozenset({"language", "level", "image", "url", "id", "type", "alternative"})


def plain_text(body: Any) -> str:
    """Return the words of a story's body, a line for each paragraph."""
    parts = (text for block in body for text in block.block.get_searchable_content(block.value))
    return "\n".join(part.strip() for part in parts if part and part.strip())


def texts_by_number(stories: StoryQuerySet) -> dict[int, list[str]]:
    """Return the texts of stories by their numbers: the lead, then the body line by line."""
    with_text = stories.annotate(raw=Cast("body", TextField()))
    found = with_text.values_list("number", "lead", "raw")
    return {
        number: [lead, *text_of_raw_body(raw_body(raw)).split("\n")] for number, lead, raw in found
    }


def raw_body(kept: Any) -> list[dict[str, Any]]:
    """Return a body as a list of dictionaries from what the database or a revision keeps.

    A column for JSON may hold it as a string of JSON, as Wagtail writes it, or as itself.
    """
    while isinstance(kept, str):
        kept = json.loads(kept or "[]")
    blocks: list[dict[str, Any]] = kept or []
    return blocks


def text_of_raw_body(blocks: list[dict[str, Any]]) -> str:
    """Return the words of a body as the database keeps it: ten times as fast as through its blocks.

    `blocks` are dictionaries with `type` and `value`.
    """
    parts = (text for block in blocks for text in _texts(block.get("value")))
    return "\n".join(part for part in parts if part)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _without_markup(value) if "<" in value or "&" in value else value.strip()
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _NO_WORDS:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _without_markup(text: str) -> str:
    lines = html.unescape(_TAG.sub("", _END_OF_LINE.sub("\n", text))).split("\n")
    return "\n".join(filter(None, (line.strip() for line in lines)))
