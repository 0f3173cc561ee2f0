"""What the head of a page says to other sites and to readers of feeds."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString

from khabar.branding.showing import UNBRANDED, ShownBrand
from khabar.language.isolating import isolate_foreign
from khabar.stories.models import Story
from khabar.syndication.describing import as_data_block, describe_story, describe_topic
from khabar.syndication.feeding import FORMS
from khabar.syndication.sharing import address_of_card, card_of_paper, card_of_story
from khabar.topics.models import Topic

register = template.Library()


@register.filter
def plain_in(text: str, language: str) -> str:
    """Return `text` for a place without markup, its foreign runs isolated."""
    return isolate_foreign(text, language)


@register.inclusion_tag("khabar_syndication/_story_head.html", takes_context=True)
def story_head(context: Context, story: Story) -> dict[str, Any]:
    """Say what a story is where it is shared."""
    brand, language = _brand(context), story.language
    card = address_of_card(card_of_story(story), brand, number=story.number or 0)
    others = [other.language for other in story.published_translations] if story.pk else []
    return {
        "story": story,
        "language": language,
        "paper": brand.name_in(language),
        "card": f"{settings.URL}{card}",
        "locale": locale_of(language),
        "other_locales": [locale_of(other) for other in others],
    }


@register.simple_tag(takes_context=True)
def story_data(context: Context, story: Story) -> SafeString:
    """Describe a story for machines."""
    brand = _brand(context)
    card = address_of_card(card_of_story(story), brand, number=story.number or 0)
    paper = brand.name_in(story.language)
    return as_data_block(describe_story(story, paper=paper, image=f"{settings.URL}{card}"))


@register.simple_tag(takes_context=True)
def topic_data(context: Context, topic: Topic) -> SafeString:
    """Describe a topic for machines, with all its names."""
    language = context["language"]
    facts = {"@context": "https://schema.org", **describe_topic(topic, language)}
    others = [name for name in topic.names.values() if name != facts["name"]]
    about = topic.about_in(language)
    return as_data_block(
        facts
        | ({"alternateName": others} if others else {})
        | ({"description": about} if about else {})
    )


@register.inclusion_tag("khabar_syndication/_list_head.html", takes_context=True)
def list_head(context: Context, title: str = "", about: str = "") -> dict[str, Any]:
    """Say what a list of stories is to search engines and where it is shared, and where its feeds
    are; `about` is its summary, isolated already."""
    brand, language = _brand(context), context["language"]
    path = getattr(context.get("request"), "path", f"/{language}/")
    card = address_of_card(card_of_paper(brand, language), brand)
    return {
        "title": title or brand.name_in(language),
        "about": about,
        "language": language,
        "paper": brand.name_in(language),
        "address": f"{settings.URL}{path}",
        "feeds": [
            {"address": f"{path}{form}", "type": writer.content_type.partition(";")[0]}
            for form, writer in FORMS.items()
        ],
        "card": f"{settings.URL}{card}",
        "locale": locale_of(language),
    }


def locale_of(language: str) -> str:
    """Return an edition's language and country as Open Graph writes them: ar_EG."""
    country = settings.EDITIONS[language].country
    return f"{language}_{country}" if country else str(language)


def _brand(context: Context) -> ShownBrand:
    brand: ShownBrand = context.get("brand") or UNBRANDED
    return brand
