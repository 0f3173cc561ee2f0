"""What a story's publication changes, as the keys of finished pages.

| Key | Carried by |
|---|---|
| `story/<number>` | all that shows the story: its page, lists, fronts, others' related news |
| `topics-of/<number>` | the story's own page, which shows its topics |
| `versions/<translation key>` | the pages of the same story in all languages |
| `latest/<language>` | the front, and whatever else shows what came last |
| `list/<kind>/<slug>/<language>` | the list of a section, a topic, a contributor or a source |
| `archive/<language>` | the archive's list of years |
| `archive/<language>/<yyyy-mm-dd>` | the archive's page of a day, in whatever calendar |
| `archive/<language>/<yyyy-mm>`, `…/<yyyy>` | its page of a month or a year of a calendar |

What purges nothing, and why:

- A new story does not purge the pages of other stories, though their list of the latest grows old:
  it would purge every page of the edition at each publication. Those pages are rendered again when
  they are read a minute later.
- The first story of a day does not purge the archive's pages of the days around it, though it is
  now their neighbour: they are rendered again when they are read a minute later.
- A saved draft, a lock, a workflow step: readers see none of it.
- A picture's rights: the desk keeps them to itself. Its credit and its cut show on pages within the
  minute in which they are rendered again.
"""

from __future__ import annotations

from collections.abc import Iterable

from khabar.delivery.declaring import add_keys
from khabar.stories.archiving import archive_keys
from khabar.stories.models import Story
from khabar.topics.models import Topic


def story_key(number: int) -> str:
    """Return the key of every page that shows a story."""
    return f"story/{number}"


def latest_key(language: str) -> str:
    """Return the key of what shows an edition's newest stories."""
    return f"latest/{language}"


def list_key(kind: str, slug: str, language: str) -> str:
    """Return the key of a list of stories; `kind` is section, topic, by or source."""
    return f"list/{kind}/{slug}/{language}"


def topics_key(number: int) -> str:
    """Return the key of the page that shows which topics a story has: its own."""
    return f"topics-of/{number}"


def versions_key(story: Story) -> str:
    """Return the key that the pages of a story and its translations share."""
    return f"versions/{story.translation_key}"


def subject_of(story: Story) -> str:
    """Return what the ledger calls a story."""
    return story_key(story.number)


def keys_of(story: Story) -> list[str]:
    """Return the keys of all pages that a story's publication changes."""
    language = story.language
    topics = [list_key("topic", topic.slug, language) for topic in story.topics]
    first = story.first_published_at
    credits = [list_key("by", credit.contributor.slug, language) for credit in story.credits.all()]
    source = [list_key("source", story.source.slug, language)] if story.source else []
    return [
        story_key(story.number),
        versions_key(story),
        latest_key(language),
        list_key("section", story.section.slug, language),
        *topics,
        *credits,
        *source,
        *(archive_keys(language, first) if first else []),
    ]


def keys_of_topics(story: Story, topics: Iterable[int]) -> list[str]:
    """Return the keys of the pages that change where these topics come to a story or leave it."""
    slugs = Topic.objects.filter(pk__in=topics).values_list("slug", flat=True)
    lists = [list_key("topic", slug, story.language) for slug in slugs]
    return [topics_key(story.number), *lists] if lists else []


def show_stories(stories: Iterable[Story]) -> None:
    """Say that the page being rendered shows `stories`."""
    add_keys(*(story_key(story.number) for story in stories))
