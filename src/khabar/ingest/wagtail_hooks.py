"""What the desk shows of stories that came in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from khabar.ingest.holding import BROUGHT_IN


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Name in a story's history the revisions that came from a page."""
    actions.register_action(BROUGHT_IN, _("Bring in"), _("Brought in from a saved page"))
