"""Reading stories. Everything that readers see goes through `published()`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet, Subquery
from wagtail.models import Locale

if TYPE_CHECKING:
    from khabar.contributors.models import Contributor, Source
    from khabar.stories.models import Story
    from khabar.topics.models import Section, Topic


# Making objects of whole rows is most of what a list costs.
WORDS_ON_A_CARD = (
    "number",
    "headline",
    "kicker",
    "lead",
    "first_published_at",
    "breaking_until",
    "section",
    "locale__language_code",
)
ON_A_CARD = (
    *WORDS_ON_A_CARD,
    *(
        f"lead_image__{name}"
        for name in (
            "title",
            "file",
            "file_hash",
            "width",
            "height",
            "description",
            "focal_point_x",
            "focal_point_y",
            "focal_point_width",
            "focal_point_height",
        )
    ),
)
IN_A_FEED = (
    *ON_A_CARD,
    "last_published_at",
    "section__slug",
    "section__names",
    "source__slug",
    "source__names",
)


class StoryQuerySet(QuerySet["Story"]):
    """Stories, asked for in English."""

    def published(self) -> Self:
        """Keep what readers may see."""
        return self.filter(live=True)

    def in_language(self, language: str) -> Self:
        """Keep the stories of one edition."""
        # Not by a join: only a constant lets the database walk its index from the newest on.
        locale = Locale.objects.filter(language_code=language).values("pk")[:1]
        return self.filter(locale_id=Subquery(locale))

    def in_section(self, section: Section) -> Self:
        """Keep the stories of one section."""
        return self.filter(section=section)

    def about(self, topic: Topic) -> Self:
        """Keep the stories that are about `topic`."""
        return self.filter(mentions__topic=topic, mentions__shown=True)

    def by(self, contributor: Contributor) -> Self:
        """Keep the stories that credit `contributor`."""
        return self.filter(credits__contributor=contributor).distinct()

    def from_source(self, source: Source) -> Self:
        """Keep the stories that came from `source`."""
        return self.filter(source=source)

    def except_for(self, stories: Iterable[Story]) -> Self:
        """Leave out `stories`."""
        return self.exclude(pk__in=[story.pk for story in stories])

    def breaking(self, moment: datetime) -> Self:
        """Keep what is marked as breaking at `moment`."""
        return self.filter(breaking_until__gt=moment)

    def since(self, moment: datetime) -> Self:
        """Keep what was first published at `moment` or later."""
        return self.filter(first_published_at__gte=moment)

    def before(self, moment: datetime) -> Self:
        """Keep what was first published before `moment`."""
        return self.filter(first_published_at__lt=moment)

    def between(self, begin: datetime, end: datetime) -> Self:
        """Keep what was first published at `begin` or later, and before `end`."""
        return self.since(begin).before(end)

    def newest_first(self) -> Self:
        """Order by first publication, then by number."""
        return self.order_by("-first_published_at", "-number")

    def oldest_first(self) -> Self:
        """Order the other way round."""
        return self.order_by("first_published_at", "number")

    def for_cards(self) -> Self:
        """Fetch with each story what a card shows, in a fixed number of queries."""
        with_pictures = self.select_related("locale", "lead_image").only(*ON_A_CARD)
        return with_pictures.prefetch_related("lead_image__renditions")

    def for_feeds(self) -> Self:
        """Fetch with each story what a feed says of it: a card's words, and who wrote it."""
        whole = self.for_cards().select_related("section", "source")
        return whole.only(*IN_A_FEED).prefetch_related("credits__contributor")

    def for_links(self) -> Self:
        """Fetch with each story what a link to it shows."""
        return self.select_related("locale").only(
            "number", "headline", "first_published_at", "locale__language_code"
        )

    def for_sharing(self) -> Self:
        """Fetch with each story what is drawn where it is shared."""
        return self.select_related("locale").only(
            "number", "headline", "kicker", "locale__language_code"
        )

    def read(self, number: int) -> Story | None:
        """Return the story with `number` together with its translations, for reading, or None."""
        key = self.filter(number=number).values("translation_key")[:1]
        whole = self.select_related("locale", "section", "source", "lead_image")
        versions = list(whole.filter(translation_key__in=key))
        found = next((story for story in versions if story.number == number), None)
        if found:
            found.published_translations = [story for story in versions if story != found]
            # Read once for whatever shows them; prefetching costs four times as much.
            found.credits.get_object_list()
            found.topics = [mention.topic for mention in found.shown_mentions]
        return found


class StoryMentionQuerySet(QuerySet[Any]):
    """A story's topics, asked for in English."""

    def shown(self) -> Self:
        """Keep what readers see, with its topic, what the story is about first."""
        return self.filter(shown=True).select_related("topic").order_by("place", "pk")
