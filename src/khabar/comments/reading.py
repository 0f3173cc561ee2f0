"""A story's thread as readers see it, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.comments.models import Comment
from khabar.stories.models import Story

PAGE_LENGTH = 50


@dataclass(frozen=True)
class Thread:
    """A page of a thread: its comments, how many the whole thread has, where it goes on."""

    comments: list[Comment]
    total: int
    following: int | None


def read_thread(story: Story, *, after: Comment | None = None) -> Thread:
    """Return the approved comments under `story`, oldest first, from the first or after one."""
    approved = Comment.objects.approved().under(story)
    rest = approved.after(after) if after else approved
    found = list(rest[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    is_whole = not after and len(found) == len(shown)
    return Thread(
        comments=shown,
        total=len(shown) if is_whole else approved.count(),
        following=shown[-1].pk if len(found) > PAGE_LENGTH else None,
    )
