"""A demonstration story's body, from the words of its file to blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from khabar.stories.models import Story

STORY_LINK = re.compile(r'<a story="([-\w]+)">')
Stories = dict[str, Story]


def body_of(written: list[dict[str, Any]], stories: Stories, pictures: dict[str, Any]) -> Any:
    """Return a story's body. `stories` are those that it may link to, by key."""
    blocks = [_block(part, stories, pictures) for part in written]
    field = Story._meta.get_field("body")
    return field.stream_block.to_python(blocks)


def _block(part: dict[str, Any], stories: Stories, pictures: dict[str, Any]) -> dict[str, Any]:
    if part["type"] == "image":
        value = {"image": pictures[part["image"]].pk, "caption": part.get("caption", "")}
        return {"type": "picture", "value": value}
    kind, make = MAKERS[part["type"]]
    value = make(part, stories) | {"language": part.get("language", "")}
    return {"type": kind, "value": value}


def _rich(text: str, stories: Stories) -> str:
    def link(match: re.Match[str]) -> str:
        return f'<a linktype="story" id="{stories[match[1]].pk}">'

    return STORY_LINK.sub(link, text)


def _items(part: dict[str, Any], stories: Stories) -> str:
    items = "".join(f"<li>{_rich(item, stories)}</li>" for item in part["items"])
    return f"<ul>{items}</ul>"


def _paragraph(part: dict[str, Any], stories: Stories) -> dict[str, Any]:
    return {"text": f"<p>{_rich(part['text'], stories)}</p>"}


def _list(part: dict[str, Any], stories: Stories) -> dict[str, Any]:
    return {"text": _items(part, stories)}


def _heading(part: dict[str, Any], stories: Stories) -> dict[str, Any]:
    return {"text": part["text"], "level": f"h{part['level']}"}


def _facts(part: dict[str, Any], stories: Stories) -> dict[str, Any]:
    words = f"<p>{_rich(part['text'], stories)}</p>" if "text" in part else ""
    items = _items(part, stories) if "items" in part else ""
    return {"title": part["title"], "text": words + items}


def _plain(*names: str) -> Callable[[dict[str, Any], Stories], dict[str, Any]]:
    return lambda part, stories: {name: part.get(name, "") for name in names}


def _table(part: dict[str, Any], stories: Stories) -> dict[str, Any]:
    columns = [{"type": "text", "heading": heading} for heading in part["header"]]
    rows = [{"values": row} for row in part["rows"]]
    caption = part.get("caption", "")
    return {"caption": caption, "table": {"columns": columns, "rows": rows, "caption": caption}}


MAKERS: dict[str, tuple[str, Callable[[dict[str, Any], Stories], dict[str, Any]]]] = {
    "paragraph": ("paragraph", _paragraph),
    "list": ("paragraph", _list),
    "heading": ("heading", _heading),
    "quote": ("quote", _plain("text", "speaker")),
    "facts": ("facts", _facts),
    "statement": ("statement", _plain("title", "source", "text")),
    "embed": ("embed", _plain("url", "title")),
    "table": ("table", _table),
}
