"""Putting records of the spool into the database, each once: comments, votes, reports, appeals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from khabar.comments.appealing import file_appeals
from khabar.comments.deciding import tell_of, withhold
from khabar.comments.identifying import email_hash
from khabar.comments.models import Comment, Commenter, Report, Subscription, Vote
from khabar.comments.spooling import Record
from khabar.publishing.recording import record
from khabar.stories.models import Story

FOLLOWED: Final = "followed"
SAME_WITHIN: Final = timedelta(minutes=10)
# So many readers' reports take a comment away until a moderator has looked at it.
REPORTS_TO_WITHHOLD: Final = 3


def file_records(records: list[Record]) -> list[Record]:
    """File what isn't filed yet; return what has no place. Call it in a transaction."""
    of_kind: dict[str, list[Record]] = {}
    for sent in records:
        of_kind.setdefault(str(sent.get("kind")), []).append(sent)
    unplaced = _file_comments(of_kind.pop("comment", []))
    _file_votes(of_kind.pop("vote", []))
    _file_reports(of_kind.pop("report", []))
    file_appeals(of_kind.pop("appeal", []))
    return unplaced + [sent for rest in of_kind.values() for sent in rest]


def _file_comments(records: list[Record]) -> list[Record]:
    fresh = _not_filed_yet(records)
    stories = dict(
        Story.objects.filter(number__in={sent["story"] for sent in fresh}).values_list(
            "number", "pk"
        )
    )
    placed = [sent for sent in fresh if sent["story"] in stories]
    parents = Comment.objects.in_bulk({sent["parent"] for sent in placed if sent["parent"]})
    people = _people({sent["email"] for sent in placed})
    rows = [_comment(sent, stories, parents, people) for sent in placed]
    Comment.objects.bulk_create(rows, ignore_conflicts=True)
    _subscribe([sent for sent in placed if sent.get("follow")])
    return [sent for sent in fresh if sent["story"] not in stories] + _left_out(placed)


def _left_out(records: list[Record]) -> list[Record]:
    """Return what isn't there after all: SQLite ignores more than conflicts where told to."""
    keys = [UUID(sent["key"]) for sent in records]
    there = set(Comment.objects.filter(key__in=keys).values_list("key", flat=True))
    return [sent for key, sent in zip(keys, records, strict=True) if key not in there]


def _not_filed_yet(records: list[Record]) -> list[Record]:
    """Leave out what is there already, under its key or that of ten minutes before."""
    keys = {UUID(key) for sent in records for key in (sent["key"], *sent["former"])}
    known = dict(Comment.objects.filter(key__in=keys).values_list("key", "received_at"))
    fresh = []
    for sent in sorted(records, key=lambda sent: str(sent["at"])):
        at, key = datetime.fromisoformat(sent["at"]), UUID(sent["key"])
        former = [known[UUID(one)] for one in sent["former"] if UUID(one) in known]
        if key not in known and all(at - before > SAME_WITHIN for before in former):
            fresh.append(sent)
            known[key] = at
    return fresh


def _people(emails: Iterable[str]) -> dict[str, int]:
    """Return whom each address belongs to, getting to know who is new."""
    hashes = {email: email_hash(email) for email in emails if email}
    Commenter.objects.bulk_create(
        [Commenter(email_hash=one) for one in set(hashes.values())], ignore_conflicts=True
    )
    found = Commenter.objects.filter(email_hash__in=hashes.values())
    known = dict(found.values_list("email_hash", "pk"))
    return {email: known[one] for email, one in hashes.items()}


def _comment(
    sent: Record,
    stories: dict[int, int],
    parents: dict[Any, Comment],
    people: dict[str, int],
) -> Comment:
    story, parent = stories[sent["story"]], parents.get(sent["parent"])
    comment = Comment(
        key=UUID(sent["key"]),
        story_id=story,
        parent=parent if parent and parent.story_id == story else None,
        name=sent["name"],
        email=sent["email"],
        commenter_id=people.get(sent["email"]),
        text=sent["text"],
        status=Comment.Status.RECEIVED,
        evidence=sent["evidence"],
        network=sent["network"] if settings.COMMENTS_NETWORK_DAYS else "",
        received_at=datetime.fromisoformat(sent["at"]),
    )
    comment.take_place()
    return comment


def _subscribe(records: list[Record]) -> None:
    found = Comment.objects.filter(key__in=[UUID(sent["key"]) for sent in records])
    rows = [
        Subscription(comment=comment, email=comment.email, language=comment.story.language)
        for comment in found.select_related("story__locale").defer("story__body")
    ]
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)
    for fresh in Subscription.objects.filter(comment__in=[row.comment_id for row in rows]):
        record(kind=FOLLOWED, subject=f"subscription/{fresh.pk}", keys=[])


def _file_votes(records: list[Record]) -> None:
    shown = _shown(records)
    rows = [
        Vote(
            comment_id=sent["comment"],
            voter=sent["reader"],
            agrees=bool(sent["agrees"]),
            voted_at=datetime.fromisoformat(sent["at"]),
        )
        for sent in records
        if sent["comment"] in shown
    ]
    before = _votes(shown)
    Vote.objects.bulk_create(rows, ignore_conflicts=True)
    for pk, counts in _votes(shown).items():
        _count_votes(shown[pk], before.get(pk, (0, 0)), counts)
    tell_of(story for story in {comment.story for comment in shown.values()})


def _votes(comments: Iterable[int]) -> dict[int, tuple[int, int]]:
    grouped = Vote.objects.filter(comment__in=comments).values("comment").order_by()
    counted = grouped.annotate(yes=Count("pk", filter=Q(agrees=True)), every=Count("pk"))
    return {row["comment"]: (row["yes"], row["every"] - row["yes"]) for row in counted}


def _count_votes(comment: Comment, before: tuple[int, int], now: tuple[int, int]) -> None:
    """Add what is new: older votes were counted, and their rows may be gone."""
    comment.agreed += now[0] - before[0]
    comment.disagreed += now[1] - before[1]
    comment.save(update_fields=["agreed", "disagreed"])


def _file_reports(records: list[Record]) -> None:
    shown = _shown(records)
    rows = [
        Report(
            comment_id=sent["comment"],
            reason=sent["reason"],
            reporter=sent["reader"],
            reported_at=datetime.fromisoformat(sent["at"]),
        )
        for sent in records
        if sent["comment"] in shown and sent["reason"] in Report.Reason.values
    ]
    Report.objects.bulk_create(rows, ignore_conflicts=True)
    for comment in shown.values():
        _weigh_reports(comment)


def _weigh_reports(comment: Comment) -> None:
    comment.reported = comment.reports.count()
    comment.save(update_fields=["reported"])
    if comment.reports.filter(settled_at=None).count() >= REPORTS_TO_WITHHOLD:
        withhold(comment=comment, moderator=None, note="reports")


def _shown(records: list[Record]) -> dict[int, Comment]:
    """Return the comments meant, of those that readers see, locked against others' counting."""
    meant = {sent["comment"] for sent in records if isinstance(sent["comment"], int)}
    approved = Comment.objects.select_for_update(of=("self",)).approved().filter(pk__in=meant)
    whole = approved.select_related("story").defer("story__body").order_by("pk")
    return {comment.pk: comment for comment in whole}
