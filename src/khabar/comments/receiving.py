"""Taking in a reader's comment, once."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from khabar.comments.models import Comment
from khabar.stories.models import Story

# A second click, or a browser that sends again, comes within this time.
SAME_COMMENT_WITHIN = timedelta(minutes=10)


@transaction.atomic
def receive_comment(*, story: Story, name: str, email: str, text: str) -> Comment:
    """Keep a comment for a moderator and return it.

    The same text from the same e-mail address under the same story within ten minutes is one
    comment: the first is returned. `name`, `email` and `text` are what `CommentForm` has cleaned.
    """
    # Two that arrive at once wait for each other here, so that the second finds the first.
    Story.objects.select_for_update().only("pk").get(pk=story.pk)
    lately = Comment.objects.under(story).since(timezone.now() - SAME_COMMENT_WITHIN)
    same = lately.filter(email__iexact=email, text=text).first()
    return same or Comment.objects.create(story=story, name=name, email=email, text=text)
