"""Stories on a page: their dates in the edition's words, their body, their direction."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from khabar.contributors.keys import contributor_key, source_key
from khabar.delivery.declaring import add_keys
from khabar.language import calendars
from khabar.language.digits import in_digits
from khabar.language.direction import direction_of
from khabar.language.editions import Edition
from khabar.naming.models import Named
from khabar.stories.archiving import address_of_day
from khabar.stories.keys import topics_key
from khabar.stories.models import Story
from khabar.topics.keys import topic_key

register = template.Library()


def _edition(language: str) -> Edition:
    edition: Edition = settings.EDITIONS[language]
    return edition


@register.filter
def moment_in(moment: datetime, language: str) -> SafeString:
    """Write a moment as a `<time>` in the words, calendar, zone and digits of an edition."""
    words = calendars.moment_in_words(moment, _edition(language))
    return format_html('<time datetime="{}">{}</time>', _iso(moment, language), words)


@register.filter
def short_moment_in(moment: datetime, language: str) -> SafeString:
    """Write a moment as a `<time>`: its date alone."""
    words = calendars.date_in_words(moment, _edition(language))
    return format_html('<time datetime="{}">{}</time>', _iso(moment, language), words)


def _iso(moment: datetime, language: str) -> str:
    return moment.astimezone(_edition(language).time_zone).isoformat(timespec="seconds")


@register.filter
def day_address(moment: datetime, language: str) -> str:
    """Return the address of a moment's day in the archive."""
    return address_of_day(language, moment)


@register.filter
def digits_in(number: Any, language: str) -> str:
    """Write a number in an edition's digits, without separators."""
    return in_digits(str(number), _edition(language).digits)


@register.filter
def direction(language: str) -> str:
    """Return `rtl` or `ltr`."""
    return direction_of(language)


@register.inclusion_tag("khabar_stories/_body.html")
def story_body(story: Story) -> dict[str, Any]:
    """Show a story's body."""
    return {"story": story}


@register.inclusion_tag("khabar_stories/_byline.html")
def byline(story: Story) -> dict[str, Any]:
    """Show who is credited, in the editor's order, each with a link and a role where it isn't
    the reporter's, and the agency that the story came from."""
    language = story.language
    add_keys(*(contributor_key(credit.contributor.slug) for credit in story.credits.all()))
    credits = [
        {
            "name": credit.contributor.name_in(language),
            "address": credit.contributor.get_absolute_url(language),
            "role": "" if credit.role == "reporter" else credit.get_role_display(),
        }
        for credit in story.credits.all()
    ]
    return {"credits": credits, "source": _source(story), "story": story}


def _source(story: Story) -> dict[str, str] | None:
    if not (source := story.source):
        return None
    add_keys(source_key(source.slug))
    language = story.language
    return {"name": source.name_in(language), "address": source.get_absolute_url(language)}


@register.inclusion_tag("khabar_stories/_topics.html")
def topic_links(story: Story) -> dict[str, Any]:
    """Show the topics of a story as links."""
    language = story.language
    if story.number:
        add_keys(topics_key(story.number))
    add_keys(*(topic_key(topic.slug) for topic in story.topics))
    topics = [(topic.name_in(language), topic.get_absolute_url(language)) for topic in story.topics]
    return {"topics": topics}


@register.filter
def host(url: str) -> str:
    """Return the host that an address names, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def address_in(thing: Any, language: str) -> str:
    """Return the address of a section's, a topic's or a contributor's page in `language`."""
    address: str = thing.get_absolute_url(language)
    return address


@register.filter
def name_in(thing: Named, language: str) -> str:
    """Return what a section, a topic or a contributor is called in `language`."""
    return thing.name_in(language)
