"""A story's newest comments as a feed, for whoever reads along by a feed reader."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _

from khabar.comments.models import Comment
from khabar.language.direction import isolate
from khabar.stories.models import Story

LENGTH: Final = 50


def write_feed(story: Story) -> str:
    """Return the feed (RSS 2.0) of the newest approved comments; call it in its language."""
    address = reverse("comments", args=[story.language, story.number])
    feed = Rss201rev2Feed(
        title=_("Comments: %(headline)s") % {"headline": isolate(story.headline)},
        link=story.full_url,
        description=story.lead,
        language=story.language,
        feed_url=f"{settings.URL}{address}feed.xml",
    )
    shown = Comment.objects.approved().filter(story=story, erased_at=None)
    for comment in shown.order_by("-received_at", "-pk")[:LENGTH]:
        comment.story = story
        feed.add_item(
            # Some readers take a title for HTML, too.
            title=isolate(escape(comment.name)),
            link=f"{settings.URL}{comment.get_absolute_url()}",
            # A feed's description is HTML, so what a reader wrote is escaped for that, too.
            description=linebreaks(escape(comment.text)),
            pubdate=comment.received_at,
            unique_id=f"{settings.URL}{address}#{comment.number}",
            unique_id_is_permalink=False,
        )
    return feed.writeString("utf-8")
