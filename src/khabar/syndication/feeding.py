"""Feeds: a list's newest stories, in each form that readers of feeds know.

Titles and leads are plain text with foreign runs isolated.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.feedgenerator import Enclosure
from wagtail.images.models import SourceImageIOError

from khabar.branding.showing import current_brand
from khabar.language.direction import strip_controls
from khabar.language.isolating import isolate_foreign
from khabar.stories.keys import show_stories
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
from khabar.syndication.listing import Listed
from khabar.syndication.writing_feeds import Atom, JsonFeed, Rss

LENGTH = 30
# As small cards have it, so that it is cut once.
PICTURE = "fill-480x320|format-webp"
FORMS: dict[str, type[Rss | Atom | JsonFeed]] = {
    "feed.xml": Rss,
    "atom.xml": Atom,
    "feed.json": JsonFeed,
}
"""The last part of a feed's address, and what writes it."""


class StoriesFeed(Feed):
    """The newest stories of one list.

    `listed` returns the list that an address names, with the parameters `given` in its query, and
    `form` is one of `FORMS`.
    """

    def __init__(self, listed: Any, form: str, given: tuple[str, ...] = ()) -> None:
        self.listed, self.form, self.given = listed, form, given
        self.feed_type = FORMS[form]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with translation.override(kwargs["language"]):
            answer = super().__call__(request, *args, **kwargs)
        answer.headers["Content-Language"] = kwargs["language"]
        return answer

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Listed:
        more = {name: request.GET.get(name, "") for name in self.given}
        found: Listed | None = self.listed(*args, **kwargs, **more)
        if found is None:
            raise Http404
        return found

    def title(self, listed: Listed) -> str:
        paper = current_brand().name_in(listed.language)
        return _plain(f"{listed.name} · {paper}" if listed.name else paper, listed.language)

    def link(self, listed: Listed) -> str:
        return f"{settings.URL}{listed.address}"

    def feed_url(self, listed: Listed) -> str:
        path, mark, query = listed.address.partition("?")
        return f"{settings.URL}{path}{self.form}{mark}{query}"

    feed_guid = link

    def description(self, listed: Listed) -> str:
        return self.title(listed)

    def author_name(self, listed: Listed) -> str:
        return current_brand().name_in(listed.language)

    def author_link(self, listed: Listed) -> str:
        return f"{settings.URL}/{listed.language}/"

    def items(self, listed: Listed) -> list[Story]:
        stories: StoryQuerySet = listed.stories
        newest = list(stories.newest_first().for_feeds()[:LENGTH])
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

    def item_updateddate(self, item: Story) -> datetime | None:
        return item.updated_at or item.first_published_at

    def item_categories(self, item: Story) -> list[str]:
        return [item.section.name_in(item.language)]

    def item_enclosures(self, item: Story) -> list[Enclosure]:
        return _pictures(item)

    def item_extra_kwargs(self, item: Story) -> dict[str, Any]:
        return {"authors": _authors(item)}


def _pictures(story: Story) -> list[Enclosure]:
    """Return the lead picture's cut; nothing where there is none, or its file is lost."""
    if not story.lead_image:
        return []
    try:
        cut = story.lead_image.get_rendition(PICTURE)
        size = cut.file.size
    except (OSError, SourceImageIOError):
        return []
    return [Enclosure(urljoin(settings.URL, cut.url), str(size), "image/webp")]


def _authors(story: Story) -> list[tuple[str, str]]:
    """Return who wrote a story: the people who are credited, else the agency it came from."""
    people = [credit.contributor for credit in story.credits.all()]
    credited = people or [who for who in [story.source] if who]
    language = story.language
    return [
        (who.name_in(language), f"{settings.URL}{who.get_absolute_url(language)}")
        for who in credited
    ]


def _plain(text: str, language: str) -> str:
    return isolate_foreign(strip_controls(text), language)
