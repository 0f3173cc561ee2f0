"""What stands around every reader's page: masthead, sections, other editions, footer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

from khabar.branding.showing import UNBRANDED, ShownBrand
from khabar.delivery.declaring import add_keys
from khabar.delivery.sharing import share
from khabar.language.direction import direction_of
from khabar.stories.models import Story
from khabar.stories.reading import plain_text
from khabar.stories.timing import minutes_to_read
from khabar.topics.keys import SECTIONS
from khabar.topics.models import Section
from khabar.website.summarising import shorten, summarise

register = template.Library()


@register.simple_tag(takes_context=True)
def edition_title(context: Context, language: str) -> str:
    """Return the name of the paper in one edition."""
    return brand_of(context).name_in(language)


@register.simple_tag
def offline_reading() -> bool:
    """Return whether stories that were read are kept on the reader's machine."""
    return bool(settings.OFFLINE_READING)


def brand_of(context: Context) -> ShownBrand:
    """Return the brand of the page that is being rendered."""
    brand: ShownBrand = context.get("brand") or UNBRANDED
    return brand


@register.simple_tag(takes_context=True)
def summary(
    context: Context,
    kind: str,
    name: str = "",
    *,
    about: str = "",
    stories: Iterable[Any] = (),
    containers: Iterable[Any] = (),
) -> str:
    """Say what a page has: what an editor wrote about it, else its leading headlines."""
    language = context["language"]
    if about:
        return shorten(about, language)
    cards = [card for container in containers for card in container.cards]
    headlines = [shown.headline for shown in (*cards, *stories)]
    paper = brand_of(context).name_in(language)
    return summarise(kind, language=language, paper=paper, name=name, headlines=headlines)


@register.simple_tag
def story_summary(story: Story) -> str:
    """Say what a story tells: its lead, or where it has none the beginning of its text."""
    return shorten(story.lead or plain_text(story.body), story.language)


@register.inclusion_tag("khabar_website/_masthead.html", takes_context=True)
def masthead(
    context: Context, language: str, current: Any = None, story: Story | None = None
) -> dict[str, Any]:
    """Show the paper's name, the date, the sections and the way to the other editions."""
    return surroundings(context, language, current, story)


@register.inclusion_tag("khabar_website/_footer.html", takes_context=True)
def page_footer(context: Context, language: str) -> dict[str, Any]:
    """Show the sections, the other editions and the search once more, at the page's foot."""
    return surroundings(context, language, None, None)


def surroundings(
    context: Context, language: str, current: Any, story: Story | None
) -> dict[str, Any]:
    """Return what masthead and footer share, asking the database once a page."""
    this_page: Any = context.render_context
    if "khabar_sections" not in this_page:
        this_page["khabar_sections"] = share(
            f"sections/{language}", partial(links_to_sections, language)
        )
    sections = [
        link | {"is_current": bool(current) and link["slug"] == current.slug}
        for link in this_page["khabar_sections"]
    ]
    brand = brand_of(context)
    title = brand.name_in(language)
    return {
        "language": language,
        "title": title,
        "brand": brand,
        "has_wordmark": title in OWN_TITLES,
        "sections": sections,
        "editions": editions_beside(language, story),
    }


def links_to_sections(language: str) -> list[dict[str, Any]]:
    """Return name, address and slug of every section of an edition."""
    add_keys(SECTIONS)
    return [
        {
            "name": section.name_in(language),
            "address": section.get_absolute_url(language),
            "slug": section.slug,
        }
        for section in Section.objects.in_edition(language)
    ]


def editions_beside(language: str, story: Story | None) -> list[dict[str, str]]:
    """Return the other editions: the story's translation where there is one, else the front."""
    translations = {}
    if story and story.pk:
        translations = {
            other.language: other.get_absolute_url() for other in story.published_translations
        }
    return [
        {
            "language": code,
            "direction": direction_of(code),
            "name": ENDONYMS.get(code, code),
            "address": translations.get(code) or reverse("front", args=[code]),
        }
        for code in settings.EDITIONS
        if code != language
    ]


# The paper's name until the newsroom sets its own: the wordmark is drawn for it alone.
OWN_TITLES = ("خبر", "Khabar")
# A language is named in itself, so that who reads it recognises it.
ENDONYMS = {"ar": "العربية", "fa": "فارسی", "en": "English"}


@register.filter
def endonym(language: str) -> str:
    """Return what a language is called in itself."""
    return ENDONYMS.get(language, language)


@register.simple_tag
def alternates(story: Story) -> list[dict[str, str]]:
    """Return the language and address of every edition of a story, its own first."""
    stories = [story, *(story.published_translations if story.pk else [])]
    return [{"language": item.language, "address": item.full_url} for item in stories]


@register.inclusion_tag("khabar_website/_reading.html")
def reading_time(story: Story) -> dict[str, Any]:
    """Say how long a story takes to read, and let the reader choose the size of its text."""
    letter = "ع" if story.direction == "rtl" else "A"
    return {"minutes": minutes_to_read(story), "language": story.language, "letter": letter}


@register.inclusion_tag("khabar_website/_share.html")
def share_row(story: Story) -> dict[str, Any]:
    """Offer a story's short address, to be copied, sent or shared by the reader's own machine."""
    address = f"{settings.URL}{reverse('short-address', args=[story.number])}"
    words = urlencode({"subject": story.headline, "body": address}, quote_via=quote)
    return {
        "story": story,
        "address": address,
        "shown": address.partition("://")[2].rstrip("/"),
        "mail": f"mailto:?{words}",
    }
