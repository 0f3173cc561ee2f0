"""Breaking news: marked until a moment that an editor sets, and no longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from khabar.publishing.recording import record
from khabar.stories.keys import keys_of, subject_of
from khabar.stories.models import Story


@transaction.atomic
def end_breaking_news(*, moment: datetime) -> int:
    """Take the mark from every story whose time was over at `moment`; return how many those were.

    Readers' pages that show such a story are made anew. A saved draft keeps what was set, which is
    over then too.
    """
    ended = list(Story.objects.filter(breaking_until__lte=moment).select_related("locale"))
    Story.objects.filter(pk__in=[story.pk for story in ended]).update(breaking_until=None)
    for story in ended:
        if story.live:
            name, keys = subject_of(story), keys_of(story)
            record(kind="changed", subject=name, keys=keys, title=story.headline)
    return len(ended)
