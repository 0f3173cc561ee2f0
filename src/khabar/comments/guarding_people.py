"""Guards that look at who writes, as far as a name and an address tell."""

from __future__ import annotations

import time
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from khabar.accounts.models import User
from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.unmasking import skeleton
from khabar.contributors.models import Contributor

# What nobody but the newsroom may sign as, in each language.
OFFICES: Final = (
    "إدارة التحرير", "هيئة التحرير", "رئيس التحرير", "مدير التحرير", "المحرر", "المشرف", "الإدارة",
    "مشرف التعليقات", "تحریریه", "سردبیر", "مدیر سایت", "مدیریت", "ناظر", "ناظر دیدگاه‌ها",
    "editor", "editorial team", "the editors", "admin", "administrator", "moderator", "newsroom",
    "editor in chief",
)  # fmt: skip
FRESH: Final = 60.0


class StaffNames:
    """The names of those who work for the paper, in a form in which look-alikes are alike."""

    def __init__(self) -> None:
        self._read_at, self._names = -FRESH, frozenset[str]()

    def __contains__(self, name: str) -> bool:
        if time.monotonic() - self._read_at >= FRESH:
            self._read_at, self._names = time.monotonic(), frozenset(self._read())
        return skeleton(name) in self._names

    def _read(self) -> set[str]:
        titles = [edition.title for edition in settings.EDITIONS.values()]
        accounts = User.objects.filter(is_active=True)
        people = [name for one in accounts for name in (one.get_full_name(), one.username)]
        spelt = [name for one in Contributor.objects.all() for name in one.names.values()]
        names = (*OFFICES, *titles, *people, *spelt)
        return {skeleton(name) for name in names if len(name) > 2}


STAFF: Final = StaffNames()


@guard("name", label=_("Signed with a name that looks like the newsroom's"))
def looks_like_staff(examined: Examined) -> Finding | None:
    """Let a comment wait that is signed as one of the newsroom, in whatever letters."""
    return Finding(4, examined.comment.name) if examined.comment.name in STAFF else None


@guard("known", label=_("What became of this person's comments before"))
def known_commenter(examined: Examined) -> Finding | None:
    """Let what was decided before speak for or against a person."""
    known = examined.commenter
    if known is None:
        return None
    counts = f"+{known.approved} -{known.rejected}"
    if known.rejected >= 2 and known.rejected > known.approved:
        return Finding(3, counts)
    if known.trusted_at or (known.approved >= 3 and not known.rejected):
        return Finding(-2, counts)
    return None
