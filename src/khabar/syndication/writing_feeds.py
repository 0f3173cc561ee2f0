"""How a feed is written: RSS 2.0, Atom and JSON Feed 1.1.

- https://www.rssboard.org/rss-specification
- https://www.rfc-editor.org/rfc/rfc4287
- https://www.jsonfeed.org/version/1.1/

Titles and leads are plain text in all three. Each item brings its `authors`, of whom Django's own
writers know one: pairs of a name and an address, which may be empty.
"""

from __future__ import annotations

import html
import json
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

DUBLIN_CORE = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}


class Rss(Rss201rev2Feed):
    """RSS, whose descriptions readers take for HTML."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        described = item | {"description": html.escape(item["description"], quote=False)}
        super().add_item_elements(handler, described)
        for name, _address in item["authors"]:
            handler.addQuickElement("dc:creator", name, DUBLIN_CORE)


class Atom(Atom1Feed):
    """Atom, where a summary says whether it is text or HTML."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item | {"description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})
        for name, address in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if address:
                handler.addQuickElement("uri", address)
            handler.endElement("author")


class JsonFeed(SyndicationFeed):
    """JSON Feed."""

    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as one JSON object."""
        feed = self.feed
        whole = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"], "url": feed["author_link"]}],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(encoding))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        pictures = [enclosure.url for enclosure in item["enclosures"]]
        authors = [{"name": name, "url": address} for name, address in item["authors"]]
        written = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            # An item needs its content; a story without a lead has its headline.
            "content_text": item["description"] or item["title"],
            "image": next(iter(pictures), ""),
            "date_published": _moment(item["pubdate"]),
            "date_modified": _moment(item["updateddate"]),
            "authors": [{k: v for k, v in author.items() if v} for author in authors],
            "tags": list(item["categories"]),
            "language": self.feed["language"],
        }
        return {name: value for name, value in written.items() if value}


def _moment(moment: datetime | None) -> str:
    return str(rfc3339_date(moment)) if moment else ""
