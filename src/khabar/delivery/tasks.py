"""What follows a publication here: the pages made from what changed are rendered again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khabar.delivery.purging import purge
from khabar.publishing.registering import Event, consequence


@consequence(
    "delivery.purge",
    on=("published", "unpublished", "deleted", "changed"),
    # After whatever else a page is made from has been brought up to date.
    order=90,
    label=_("Rendering readers' pages again"),
)
def purge_what_changed(event: Event) -> None:
    """Purge the pages that carry the keys of now and of before; a renderer takes them up."""
    purge(event.every_key)
