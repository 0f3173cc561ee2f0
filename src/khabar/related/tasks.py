"""What follows a publication here: the lists of related news that it belongs to are chosen anew."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khabar.delivery.purging import purge
from khabar.publishing.registering import Event, consequence
from khabar.related.keeping import keep_related
from khabar.related.keys import related_key


@consequence(
    "related.keep",
    on=("published", "unpublished", "changed"),
    subjects=("story", "topics-of"),
    # After the pages of the change itself: readers don't wait until forty lists are chosen.
    order=95,
    label=_("Choosing related news"),
)
def keep_what_is_related(event: Event) -> None:
    """Choose the lists that the story changes; the pages that show them are rendered again."""
    number = int(event.subject.partition("/")[2])
    changed = keep_related(number=number)
    if changed:
        purge([related_key(story) for story in changed])
