"""What follows in the index: the rows of the ledger that each machine's index is fed from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khabar.publishing.registering import Event, consequence
from khabar.search.following import keep_up


@consequence(
    "search.index",
    on=("published", "unpublished", "deleted"),
    subjects=("story",),
    order=50,
    label=_("Letting search know"),
)
def let_search_know(event: Event) -> None:
    """Feed this machine's index at once; those of other machines follow within a second."""
    keep_up()


@consequence(
    "search.rename",
    on=("changed",),
    subjects=("topic", "contributor", "section", "topics-of"),
    order=50,
    label=_("Letting search know a name"),
)
def let_search_know_a_name(event: Event) -> None:
    """Feed the index with the stories that name what was changed."""
    keep_up()
