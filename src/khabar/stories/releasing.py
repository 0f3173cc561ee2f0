"""Publishing a story from outside the desk: an import, a demonstration, a script."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from khabar.stories.models import Story


@transaction.atomic
def release_story(
    *,
    story: Story,
    released_at: datetime | None = None,
    updated_at: datetime | None = None,
    user: Any = None,
) -> Story:
    """Publish `story` as it is in memory, with a revision, a log entry and the signals of the desk.

    A story that was released before, elsewhere, keeps its moments: `released_at`, and `updated_at`
    where it was changed since. Returns the story as readers now have it.
    """
    if released_at and not story.first_published_at:
        story.first_published_at = released_at
    if story._state.adding:
        story.live = False
        story.save()
    else:
        Story.objects.filter(pk=story.pk).update(first_published_at=story.first_published_at)
    story.save_revision(user=user).publish(user=user)
    if released_at:
        Story.objects.filter(pk=story.pk).update(last_published_at=updated_at or released_at)
    return Story.objects.get(pk=story.pk)
