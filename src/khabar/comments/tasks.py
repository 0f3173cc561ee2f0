"""What follows a decision, and what is done every so often."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from khabar.comments.deciding import CHANGED
from khabar.delivery.purging import purge
from khabar.publishing.registering import Event, consequence

# A busy story's page is rendered again at most once in so many seconds.
BUSY: Final = 10.0


@consequence(
    "comments.purge", on=(CHANGED,), order=90, label=_("Rendering the pages of comments again")
)
def purge_thread(event: Event) -> None:
    """Purge the pages that show a thread: at once where they are older than `BUSY`."""
    purge(event.every_key, debounce=BUSY)
