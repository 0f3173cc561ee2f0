"""What becomes of a comment before anybody has read it: the rules of its story, then the guards."""

from __future__ import annotations

import logging
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from khabar.comments.deciding import tell_of, tell_who_waits
from khabar.comments.guarding import SPAM_AT, WAITS_AT, Examined, examine
from khabar.comments.models import Comment
from khabar.comments.ruling import Mode, Rules, rules_of

AT_A_TIME: Final = 200

logger = logging.getLogger(__name__)


def judge_waiting(*, at_a_time: int = AT_A_TIME) -> int:
    """Judge what came in, oldest first; return how many. Call it again while it returns some."""
    judged = 0
    while batch := list(_unjudged()[:at_a_time]):
        rules: dict[int, Rules] = {}
        for comment in batch:
            if comment.story_id not in rules:
                rules[comment.story_id] = rules_of(comment.story)
        verdicts = [(comment, judge(comment, rules[comment.story_id])) for comment in batch]
        _write(verdicts)
        judged += len(batch)
    return judged


def _unjudged() -> Any:
    whole = Comment.objects.unjudged().select_related("story__locale", "commenter")
    return whole.defer("story__body")


def judge(comment: Comment, rules: Rules) -> Comment.Status:
    """Say what becomes of `comment`, and note on it why; nothing is saved."""
    language = comment.story.language
    if not rules.are_open(comment.received_at, language):
        comment.refusal = Comment.Refusal.CLOSED
        return Comment.Status.REJECTED
    if comment.commenter and comment.commenter.is_banned:
        comment.refusal = Comment.Refusal.BANNED
        return Comment.Status.REJECTED
    comment.reasons = examine(Examined(comment, language, comment.evidence))
    comment.score = sum(reason["score"] for reason in comment.reasons)
    return _by_score(comment, rules)


def _by_score(comment: Comment, rules: Rules) -> Comment.Status:
    if comment.score >= SPAM_AT:
        return Comment.Status.SPAM
    if comment.score >= WAITS_AT:
        return Comment.Status.PENDING
    if rules.mode == Mode.AFTER or (rules.mode == Mode.FIRST and _is_known(comment, rules)):
        return Comment.Status.APPROVED
    return Comment.Status.PENDING


def _is_known(comment: Comment, rules: Rules) -> bool:
    known = comment.commenter
    return known is not None and (known.trusted_at is not None or known.approved >= rules.first)


@transaction.atomic
def _write(verdicts: list[tuple[Comment, Comment.Status]]) -> None:
    """Write what was judged, unless a moderator was quicker."""
    pks = [comment.pk for comment, _ in verdicts]
    locked = Comment.objects.select_for_update().unjudged().filter(pk__in=pks)
    still = set(locked.values_list("pk", flat=True))
    changed = [_settled(comment, status) for comment, status in verdicts if comment.pk in still]
    fields = ["status", "refusal", "reasons", "score", "decided_at"]
    Comment.objects.bulk_update(changed, fields)
    shown = [comment for comment in changed if comment.status == Comment.Status.APPROVED]
    tell_of({comment.story_id: comment.story for comment in shown}.values())
    for comment in shown:
        tell_who_waits(comment)


def _settled(comment: Comment, status: Comment.Status) -> Comment:
    comment.status = status
    if status != Comment.Status.PENDING:
        comment.decided_at = timezone.now()
    return comment
