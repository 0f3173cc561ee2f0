"""What is done for stories every so often."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.publishing.models import Lane
from khabar.publishing.registering import every
from khabar.stories.breaking import end_breaking_news


@every(name="stories.breaking", minutes=1, lane=Lane.READERS, label=_("Ending breaking news"))
def end_what_was_breaking() -> None:
    """Take the mark from what is no longer breaking."""
    end_breaking_news(moment=timezone.now())
