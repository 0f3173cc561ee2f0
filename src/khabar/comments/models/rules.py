"""How comments are taken, and the words that weigh against them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from khabar.comments.querysets import WordRuleQuerySet
from khabar.comments.weighing_words import fold_pattern
from khabar.stories.models import Story
from khabar.topics.models import Section


class WordRule(models.Model):
    """A word that weighs against a comment, however it is disguised."""

    class State(models.TextChoices):
        TRIAL = "trial", _("on trial: counted, without effect")
        ACTIVE = "active", _("active")
        OFF = "off", _("off")

    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        help_text=_("Leave empty for comments in every language."),
    )
    pattern = models.CharField(
        _("word or words"),
        max_length=120,
        help_text=_("Plainly: marks, stretched letters and prefixes are seen through."),
    )
    folded = models.CharField(max_length=240, editable=False)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=5,
        help_text=_("From 1 to 10: 3 lets a comment wait, 8 sends it to spam."),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.TRIAL)
    hits = models.PositiveIntegerField(_("comments hit"), default=0, editable=False)
    note = models.CharField(_("note"), max_length=255, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = WordRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("word that weighs")
        verbose_name_plural = _("words that weigh")
        ordering = ("language", "pattern")
        constraints = [
            models.UniqueConstraint(fields=["language", "folded"], name="khabar_comment_word_once")
        ]

    def __str__(self) -> str:
        return self.pattern

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the form that is looked for, by which two that are alike are one."""
        self.folded = fold_pattern(self.pattern, self.language)[:240]
        super().save(*args, **kwargs)


class Policy(models.Model):
    """How comments are taken: by the site, a section or a story. What is empty is as above it.

    With neither section nor story it is the site's; there is one at most.
    """

    class Mode(models.TextChoices):
        OFF = "off", _("no comments at all")
        CLOSED = "closed", _("closed: what is there stays")
        BEFORE = "before", _("read before they are published")
        FIRST = "first", _("a person's first ones are read before, the others published at once")
        AFTER = "after", _("published at once, read after")

    section = models.OneToOneField(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comment_policy",
    )
    story = models.OneToOneField(
        Story,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comment_policy",
    )
    mode = models.CharField(_("mode"), max_length=8, choices=Mode, blank=True)
    first = models.PositiveSmallIntegerField(
        _("how many of a person are read before"), null=True, blank=True
    )
    closes_after = models.PositiveSmallIntegerField(
        _("closes after so many days"), null=True, blank=True
    )
    closes_at = models.TimeField(_("closed each day from"), null=True, blank=True)
    opens_at = models.TimeField(_("closed each day until"), null=True, blank=True)
    slow = models.PositiveSmallIntegerField(
        _("seconds between two comments of a person"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("how comments are taken")
        verbose_name_plural = _("how comments are taken")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section=None) | models.Q(story=None),
                name="khabar_comment_policy_scope",
            )
        ]

    def __str__(self) -> str:
        return self.scope

    @property
    def scope(self) -> str:
        """What it is for, by name."""
        return str(self.story or self.section or _("the site"))
