"""The ledger of what follows a publication, and what the scheduler remembers.

Every row of the ledger is written in the transaction of the change that it follows: either both
are there or neither is.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khabar.publishing.querysets import AlarmQuerySet, LedgerQuerySet

# "At once" is a moment that lies before every clock, so that a clock which is put back holds
# nothing up that has never been tried.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


class Lane(models.IntegerChoices):
    """Who waits for a row: the lower its lane, the sooner it is worked off."""

    READERS = 0, _("readers wait for it")
    LATER = 1, _("it may take a while")
    BACKGROUND = 2, _("nobody waits for it")


class LedgerRow(models.Model):
    """One consequence of one event: what is to be done, and how far that is."""

    kind = models.CharField(_("event"), max_length=40)
    subject = models.CharField(_("subject"), max_length=191)
    title = models.CharField(_("title"), max_length=255, blank=True)
    consequence = models.CharField(_("consequence"), max_length=100)
    lane = models.PositiveSmallIntegerField(_("lane"), choices=Lane, default=Lane.READERS)
    keys = models.JSONField(_("keys"), default=list)
    former_keys = models.JSONField(_("former keys"), default=list)
    payload = models.JSONField(_("payload"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    run_after = models.DateTimeField(_("not before"), default=AT_ONCE)
    lease_owner = models.CharField(_("worker"), max_length=120, blank=True)
    lease_until = models.DateTimeField(_("lease ends"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("consequence")
        verbose_name_plural = _("consequences")
        # Finished rows are in no index, so that a year's traffic makes claiming no slower.
        indexes = [
            models.Index(
                fields=["lane", "run_after", "id"],
                name="khabar_ledger_claim",
                condition=Q(done_at=None, given_up_at=None),
            ),
            models.Index(
                fields=["subject", "id"],
                name="khabar_ledger_subject",
                condition=Q(done_at=None, given_up_at=None),
            ),
            models.Index(
                fields=["lease_until"],
                name="khabar_ledger_leased",
                condition=Q(lease_until__isnull=False),
            ),
            models.Index(
                fields=["-given_up_at"],
                name="khabar_ledger_given_up",
                condition=Q(given_up_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consequence} {self.subject}"

    @property
    def reason(self) -> str:
        """What went wrong, in the reader's language where it is ours to say."""
        return gettext(self.last_error) if self.last_error else ""

    @property
    def is_failing(self) -> bool:
        """Whether it went wrong, be it for good or to be tried again."""
        return bool(self.given_up_at or (self.last_error and not self.done_at))

    @property
    def tries_again_at(self) -> datetime | None:
        """When it is tried again; `None` where that is at once or never."""
        waits = self.run_after > AT_ONCE and not self.done_at and not self.given_up_at
        return self.run_after if waits else None


class LastKeys(models.Model):
    """The keys that a subject had at its last event.

    They outlive the ledger's rows: a story that leaves its section after a year still makes the
    pages of the old one new.
    """

    subject = models.CharField(max_length=191, primary_key=True)
    keys = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.subject


class Mark(models.Model):
    """The last moment at which something was seen or done, over all processes."""

    name = models.CharField(max_length=120, primary_key=True)
    moment = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Alarm(models.Model):
    """Something that an editor should know: it is shown at the desk until it is over."""

    class Kind(models.TextChoices):
        UNPUBLISHED = "unpublished", _("It is due, but could not be published.")
        UNEXPIRED = "unexpired", _("Its time is over, but it could not be taken down.")
        LATE = "late", _("It was published or taken down later than planned.")
        CLOCK_BACK = "clock-back", _("The server's clock was put back: nothing planned goes out.")
        CLOCK_AHEAD = "clock-ahead", _("The server's clock jumped ahead: planned stories wait.")
        KEYS = "keys", _("The pages that show it may be out of date.")

    key = models.CharField(max_length=191, unique=True)
    kind = models.CharField(_("alarm"), max_length=20, choices=Kind)
    item = models.CharField(_("item"), max_length=255, blank=True)
    error = models.TextField(_("reason"), blank=True)
    content_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    object_id = models.CharField(max_length=255, blank=True)
    content_object = GenericForeignKey()
    times = models.PositiveIntegerField(_("times"), default=1)
    raised_at = models.DateTimeField(_("first seen"), default=timezone.now)
    last_at = models.DateTimeField(_("last seen"), default=timezone.now)
    run_after = models.DateTimeField(_("not before"), default=AT_ONCE)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["-last_at", "-pk"]

    def __str__(self) -> str:
        return self.item or self.get_kind_display()
