"""Trying a word on what was said and told before, so that it weighs against nobody by mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from khabar.comments.models import Comment
from khabar.comments.weighing_words import Matcher, words_of
from khabar.stories.models import Story

# Some two seconds' worth of comments and stories.
NEWEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have hit: comments with what became of them, and stories.

    `statuses` counts all the comments that were hit by their status; of comments and stories only
    so many are here as were asked for, each with what was found in it.
    """

    comments: list[tuple[Comment, str]]
    stories: list[tuple[Story, str]]
    looked_at: int
    statuses: Counter[str]
    stories_hit: int

    @property
    def wrongly(self) -> int:
        """How often it hit what it shouldn't: approved comments, and stories."""
        return self.statuses["approved"] + self.stories_hit


def try_rule(*, pattern: str, language: str, most: int = NEWEST, shown: int = 50) -> Trial:
    """Look for `pattern` in the newest comments and stories of a language, `most` of each.

    Returns at most `shown` examples of each, those that it shouldn't hit first. Raises
    `ValueError` for a pattern without letters.
    """
    if not words_of(pattern, language):
        raise ValueError("A rule needs a word with letters.")
    matcher = Matcher([(0, pattern)], language)
    said = Comment.objects.filter(erased_at=None).order_by("-received_at").select_related("story")
    told = Story.objects.published().order_by("-number").defer("body")
    if language:
        said = said.filter(story__locale__language_code=language)
        told = told.filter(locale__language_code=language)
    comments, stories = list(said.defer("story__body")[:most]), list(told[:most])
    hit, in_stories = list(_found(matcher, comments)), list(_found(matcher, stories))
    hit.sort(key=lambda found: found[0].status != Comment.Status.APPROVED)
    return Trial(
        comments=hit[:shown],
        stories=in_stories[:shown],
        looked_at=len(comments) + len(stories),
        statuses=Counter(comment.status for comment, _ in hit),
        stories_hit=len(in_stories),
    )


def _found(matcher: Matcher, rows: list[Any]) -> Iterator[tuple[Any, str]]:
    for row in rows:
        text = row.text if isinstance(row, Comment) else f"{row.kicker}\n{row.headline}\n{row.lead}"
        for hit in matcher.find(text):
            yield row, hit.found
