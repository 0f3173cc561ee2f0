"""Feeds in RSS 2.0 (https://www.rssboard.org/rss-specification): a list's newest stories.

Titles and descriptions are plain text with foreign runs isolated; Django escapes them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed

from khabar.branding.showing import current_brand
from khabar.language.direction import strip_controls
from khabar.language.isolating import isolate_foreign
from khabar.stories.keys import show_stories
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
from khabar.syndication.listing import Listed

LENGTH = 30


class StoriesFeed(Feed):
    """The newest stories of one list. `listed` returns the list that an address names."""

    feed_type = Rss201rev2Feed

    def __init__(self, listed: Any) -> None:
        self.listed = listed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with translation.override(kwargs["language"]):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Listed:
        found: Listed | None = self.listed(*args, **kwargs)
        if found is None:
            raise Http404
        return found

    def title(self, listed: Listed) -> str:
        paper = current_brand().name_in(listed.language)
        return f"{listed.name} · {paper}" if listed.name else paper

    def link(self, listed: Listed) -> str:
        return f"{settings.URL}{listed.address}"

    def feed_url(self, listed: Listed) -> str:
        return f"{settings.URL}{listed.address}feed.xml"

    def description(self, listed: Listed) -> str:
        return self.title(listed)

    def items(self, listed: Listed) -> list[Story]:
        stories: StoryQuerySet = listed.stories
        newest = list(stories.newest_first().for_cards()[:LENGTH])
        show_stories(newest)
        return newest

    def item_title(self, item: Story) -> str:
        return _plain(item.headline, item.language)

    def item_description(self, item: Story) -> str:
        return _plain(item.lead, item.language)

    def item_link(self, item: Story) -> str:
        return item.full_url

    item_guid = item_link
    item_guid_is_permalink = True

    def item_pubdate(self, item: Story) -> datetime | None:
        return item.first_published_at


def _plain(text: str, language: str) -> str:
    return isolate_foreign(strip_controls(text), language)
