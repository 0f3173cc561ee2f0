"""A story's thread as readers see it, page by page."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.comments.models import Comment
from khabar.comments.placing import STEP
from khabar.comments.querysets import CommentQuerySet
from khabar.stories.models import Story

PAGE_LENGTH = 50


@dataclass(frozen=True)
class Thread:
    """A page of a thread: its comments, how many the whole thread has, where it goes on.

    Among them stand, without words, those that readers no longer see, where others answer them.
    """

    comments: list[Comment]
    total: int
    following: int | None
    pinned: list[Comment] = field(default_factory=list)


def read_thread(story: Story, *, after: Comment | None = None) -> Thread:
    """Return the approved comments under `story`, oldest first, from the first or after one."""
    approved = _whole(Comment.objects.approved().under(story))
    rest = approved.after(after) if after else approved
    found = list(rest[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    is_whole = not after and len(found) == len(shown)
    pinned = [] if after else _pinned(approved, shown, is_whole)
    return Thread(
        comments=_with_gaps(story, [one for one in shown if one not in pinned]),
        total=len(shown) if is_whole else Comment.objects.approved().under(story).count(),
        following=shown[-1].pk if len(found) > PAGE_LENGTH else None,
        pinned=pinned,
    )


def _whole(comments: CommentQuerySet) -> CommentQuerySet:
    needed = ("parent__name", "parent__status", "parent__erased_at", "parent__path")
    return comments.select_related("parent").only(*SHOWN, *needed)


SHOWN = (
    "story_id", "name", "text", "status", "path", "depth", "is_staff", "pinned_at", "edited_at",
    "erased_at", "agreed", "disagreed", "received_at", "parent_id",
)  # fmt: skip


def _pinned(approved: CommentQuerySet, shown: list[Comment], is_whole: bool) -> list[Comment]:
    if is_whole:
        found = [comment for comment in shown if comment.pinned_at]
    else:
        found = list(approved.filter(pinned_at__isnull=False)[:PAGE_LENGTH])
    return sorted(found, key=lambda comment: (comment.pinned_at, comment.pk))


def _with_gaps(story: Story, shown: list[Comment]) -> list[Comment]:
    """Put what is gone in its place, where something below it is shown."""
    there = {comment.path for comment in shown}
    missing = {
        comment.path[: STEP * level] for comment in shown for level in range(1, comment.depth + 1)
    } - there
    if not missing:
        return shown
    gone = _whole(Comment.objects.filter(story=story, path__in=missing).exclude(status="approved"))
    return sorted([*shown, *gone], key=lambda comment: (comment.path, comment.pk))
