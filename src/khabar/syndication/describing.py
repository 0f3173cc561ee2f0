"""A story for machines: https://schema.org/NewsArticle as JSON-LD, a data block that never runs."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from khabar.stories.models import Story
from khabar.topics.models import Topic

# Nothing in a text may end the element that it stands in.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
# What a voice reads aloud when somebody asks for the news.
SPOKEN = [".story .headline", ".story .lead"]


def describe_story(story: Story, *, paper: str, image: str) -> dict[str, Any]:
    """Return the facts of a published story; `image` is an absolute address."""
    first, updated = story.first_published_at, story.updated_at
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "description": story.lead,
        "inLanguage": story.language,
        "articleSection": story.section.name_in(story.language),
        "datePublished": first.isoformat(timespec="seconds") if first else "",
        "dateModified": updated.isoformat(timespec="seconds") if updated else "",
        "author": _authors(story, paper),
        "sourceOrganization": _source(story),
        "publisher": {"@type": "NewsMediaOrganization", "name": paper},
        "image": image,
        "mainEntityOfPage": story.full_url,
        "identifier": str(story.number),
        "about": [describe_topic(topic, story.language) for topic in _main(story)],
        "mentions": [describe_topic(topic, story.language) for topic in _other(story)],
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": SPOKEN},
    }
    return {name: fact for name, fact in facts.items() if fact}


TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "event": "Event",
    "subject": "Thing",
}


def describe_topic(topic: Topic, language: str) -> dict[str, Any]:
    """Return what a topic is, with the same thing in Wikidata and in IPTC's vocabulary."""
    iptc = topic.iptc.replace("medtop:", "http://cv.iptc.org/newscodes/mediatopic/")
    wikidata = f"https://www.wikidata.org/entity/{topic.wikidata}" if topic.wikidata else ""
    same = [address for address in (wikidata, iptc) if address]
    facts = {
        "@type": TYPES[topic.kind],
        "name": topic.name_in(language),
        "url": f"{settings.URL}{topic.get_absolute_url(language)}",
        "sameAs": same[0] if len(same) == 1 else same,
    }
    return {name: fact for name, fact in facts.items() if fact}


def _main(story: Story) -> list[Topic]:
    """Return what a story is about; without a word on that, nothing is a side matter."""
    return [topic for topic in story.topics if topic.pk not in _side(story)]


def _other(story: Story) -> list[Topic]:
    return [topic for topic in story.topics if topic.pk in _side(story)]


def _side(story: Story) -> set[int]:
    return {mention.topic_id for mention in story.shown_mentions if not mention.main}


def as_data_block(facts: dict[str, Any]) -> SafeString:
    """Return `facts` as a script element that browsers don't run, whatever the texts say."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _authors(story: Story, paper: str) -> list[dict[str, str]]:
    people = [credit.contributor for credit in story.credits.all()]
    named = [
        {
            "@type": "Person",
            "name": person.name_in(story.language),
            "url": f"{settings.URL}{person.get_absolute_url(story.language)}",
        }
        for person in people
    ]
    return named or [_source(story) or {"@type": "Organization", "name": paper}]


def _source(story: Story) -> dict[str, str]:
    """Return the agency that a story came from; empty where there is none."""
    if not (source := story.source):
        return {}
    facts = {
        "@type": "Organization",
        "name": source.name_in(story.language),
        "url": f"{settings.URL}{source.get_absolute_url(story.language)}",
        "sameAs": source.link,
    }
    return {name: fact for name, fact in facts.items() if fact}
