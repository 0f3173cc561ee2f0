"""The moderators' queue: what is in it under a filter, and what stands next to one comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from khabar.comments.models import Action, Comment
from khabar.comments.querysets import CommentQuerySet
from khabar.language.digits import parse_number

LENGTH: Final = 30
OLDEST_FIRST: Final = ("received_at", "pk")
REPORTED: Final = "reported"
APPEALED: Final = "appealed"
ALL: Final = "all"
# Those that ask for work: their tabs say how much.
COUNTED: Final = ("pending", REPORTED, APPEALED, "withheld")
STATES: Final = ("pending", REPORTED, APPEALED, "withheld", "spam", "approved", "rejected", ALL)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a moderator looks at: a status, and of it one story's, one person's or some words'."""

    state: str = "pending"
    story: int | None = None
    person: int | None = None
    words: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        """Read the address's query; what makes no sense is left out."""
        state = asked.get("state", "pending")
        return cls(
            state=state if state in STATES else "pending",
            story=parse_number(asked.get("story", "")[:12]),
            person=parse_number(asked.get("person", "")[:18]),
            words=asked.get("q", "").replace("\0", "").strip()[:100],
        )

    def query(self, **more: object) -> str:
        """Write the filter as the query of an address."""
        said = {"state": self.state, "story": self.story, "person": self.person, "q": self.words}
        return urlencode({name: value for name, value in (said | more).items() if value})

    @property
    def is_newest_first(self) -> bool:
        """Whether the newest stands first, as nothing there waits for anybody."""
        return self.state not in COUNTED

    @property
    def is_counted(self) -> bool:
        """Whether it is said how many there are; the whole archive isn't counted."""
        return self.state in COUNTED or bool(self.story or self.person or self.words)

    def comments(self) -> CommentQuerySet:
        """Return what is in the queue: whoever waited longest first, of what is done the newest."""
        found = Comment.objects.filter(erased_at=None)
        if self.state == REPORTED:
            found = found.reported_by_readers()
        elif self.state == APPEALED:
            found = found.filter(appeal__outcome="open")
        elif self.state != ALL:
            found = found.filter(status=self.state)
        if self.story:
            found = found.filter(story__number=self.story)
        if self.person:
            found = found.filter(commenter=self.person)
        if self.words:
            found = found.filter(Q(text__icontains=self.words) | Q(name__icontains=self.words))
        whole = found.select_related("story__locale", "commenter", "parent").defer("story__body")
        return whole.order_by(*(("-received_at", "-pk") if self.is_newest_first else OLDEST_FIRST))


def listed(chosen: Filter) -> CommentQuerySet:
    """Return the first of the queue; `seen` is the last that was done with each, or 0."""
    done = Action.objects.filter(comment=OuterRef("pk")).order_by("-pk").values("pk")
    return chosen.comments().annotate(seen=Coalesce(Subquery(done[:1]), 0))[:LENGTH]


def following(chosen: Filter, comment: Comment) -> Comment | None:
    """Return the next in the queue after `comment`, which may have left it."""
    behind = _earlier(comment) if chosen.is_newest_first else _later(comment)
    return chosen.comments().filter(behind).first()


def preceding(chosen: Filter, comment: Comment) -> Comment | None:
    """Return the one in the queue before `comment`, which may have left it."""
    before = _later(comment) if chosen.is_newest_first else _earlier(comment)
    return chosen.comments().filter(before).last()


def _later(comment: Comment) -> Q:
    same = Q(received_at=comment.received_at, pk__gt=comment.pk)
    return Q(received_at__gt=comment.received_at) | same


def _earlier(comment: Comment) -> Q:
    same = Q(received_at=comment.received_at, pk__lt=comment.pk)
    return Q(received_at__lt=comment.received_at) | same
