"""A story's body as plain text: for the index, and for whoever reads without markup."""

from __future__ import annotations

from typing import Any


def plain_text(body: Any) -> str:
    """Return the words of a story's body, a line for each paragraph."""
    parts = (text for block in body for text in block.block.get_searchable_content(block.value))
    return "\n".join(part.strip() for part in parts if part and part.strip())
