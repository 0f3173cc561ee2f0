"""What a change of a section or a topic changes for readers.

| Key | Carried by |
|---|---|
| `sections` | every page, for every page lists the sections |
| `topics` | the page of topics |
| `topic/<slug>` | the topic's own pages and every story that names it |
"""

from __future__ import annotations

from khabar.topics.models import Section, Topic

SECTIONS = "sections"
TOPICS = "topics"


def topic_key(slug: str) -> str:
    """Return the key of what shows a topic's name."""
    return f"topic/{slug}"


def subject_of_section(section: Section) -> str:
    """Return what the ledger calls a section."""
    return f"section/{section.pk}"


def keys_of_section(section: Section) -> list[str]:
    """Return the keys of all pages that a section's change changes: all of them."""
    return [SECTIONS]


def subject_of_topic(topic: Topic) -> str:
    """Return what the ledger calls a topic."""
    return f"topic/{topic.pk}"


def keys_of_topic(topic: Topic) -> list[str]:
    """Return the keys of all pages that a topic's change changes."""
    return [topic_key(topic.slug), TOPICS]
