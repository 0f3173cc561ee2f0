"""When the way in which comments are taken changes, the forms on readers' pages do."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from khabar.comments.deciding import CHANGED
from khabar.comments.guarding_words import RULES as WORDS
from khabar.comments.keys import POLICIES, RULES, comments_key, rules_key
from khabar.comments.models import Policy, WordRule
from khabar.publishing.recording import record


def tell_pages(sender: type[Policy], instance: Policy, **kwargs: Any) -> None:
    """Have the pages rendered again whose forms this policy governs."""
    if instance.story:
        key = comments_key(instance.story)
    else:
        key = rules_key(instance.section_id) if instance.section_id else RULES
    record(kind=CHANGED, subject=f"policy/{instance.pk}", keys=[POLICIES, key])


def forget_words(**kwargs: Any) -> None:
    """Have the words read again, in this process at once."""
    WORDS.forget()


for signal in (post_save, post_delete):
    signal.connect(tell_pages, sender=Policy)
    signal.connect(forget_words, sender=WordRule)
