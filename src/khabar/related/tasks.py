"""What follows a publication here: the lists of related news that it belongs to are chosen anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from khabar.delivery.purging import purge
from khabar.publishing.models import Lane
from khabar.publishing.registering import Event, consequence, every
from khabar.related.keeping import choose_what_waits, keep_related
from khabar.related.keys import related_key
from khabar.stories.models import Story

AGAIN: Final = 60.0
"""Seconds that a page is shown at least before a neighbour's news has it rendered again."""


@consequence(
    "related.keep",
    on=("published", "unpublished", "changed"),
    subjects=("story", "topics-of"),
    # After the pages of the change itself, for which readers don't wait until two dozen lists are
    # chosen; and after the index, in which the story's neighbours find it.
    order=95,
    label=_("Choosing related news"),
)
def keep_what_is_related(event: Event) -> None:
    """Choose the lists that the story changes; the pages that show them are rendered again, the
    story's own at once."""
    number = int(event.subject.partition("/")[2])
    show(keep_related(number=number), at_once=number)


@every(name="related.waiting", minutes=1, lane=Lane.BACKGROUND, label=_("Choosing related news"))
def choose_again() -> None:
    """Choose what was chosen while there was no index."""
    for changed in choose_what_waits():
        show(changed)


def show(changed: Iterable[Story], *, at_once: int | None = None) -> None:
    """Have the pages rendered again whose lists changed; each once a minute at most, but for the
    story with the number `at_once`."""
    stories = list(changed)
    own = [related_key(story) for story in stories if story.number == at_once]
    others = [related_key(story) for story in stories if story.number != at_once]
    purge(own)
    purge(others, debounce=AGAIN)
