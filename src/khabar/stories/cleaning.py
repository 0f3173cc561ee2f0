"""Rich text as it is kept: a short list of elements, and addresses that can do no harm.

Cleaned on the way into the database whichever door it came by: the desk's form, an import or a
script. nh3 parses as browsers do; its own scheme list lets some odd addresses pass, so every
address is also matched against `SAFE_ADDRESS`.
"""

from __future__ import annotations

import re

import nh3

TAGS = {"p", "b", "strong", "a", "ul", "ol", "li", "br"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "p": {"data-block-key"}, "li": {"data-block-key"}}
# https://…, mailto:…, an address of this site, or a place on the same page.
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|/(?![/\\])|#)[^\s\x00-\x1f\\]*", re.IGNORECASE)
LINK_TYPES = {"story"}


def _keep(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if SAFE_ADDRESS.fullmatch(value) else None
    if attribute == "linktype":
        return value if value in LINK_TYPES else None
    if attribute == "id":
        return value if value.isascii() and value.isdigit() else None
    return value


def clean_rich_text(html: str) -> str:
    """Return `html` with only the elements, attributes and addresses that a story may hold.

    Elements that aren't allowed lose their tags and keep their words; scripts and styles go whole.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_keep,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
