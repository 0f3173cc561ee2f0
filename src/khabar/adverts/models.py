"""Adverts: what is shown, where, in which edition and for how long."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from khabar.adverts.querysets import AdvertQuerySet


class Advert(models.Model):
    """One advert in one place of one edition."""

    class Slot(models.TextChoices):
        OVERLAY = "overlay", _("bar at the bottom edge")
        STORY = "story", _("in a story")
        FRONT = "front", _("on a front")

    name = models.CharField(_("name"), max_length=120, help_text=_("Only the desk sees it."))
    language = models.CharField(_("edition"), max_length=12, choices=settings.LANGUAGES)
    slot = models.CharField(_("place"), max_length=16, choices=Slot, default=Slot.STORY)
    text = models.CharField(_("text"), max_length=160)
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link = models.URLField(
        _("link"), max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    starts_at = models.DateTimeField(_("starts"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    running = models.BooleanField(_("running"), default=True)

    objects = AdvertQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("slot")]),
        FieldPanel("text"),
        FieldPanel("image"),
        FieldPanel("link"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("running"),
            ],
            heading=_("When"),
        ),
    ]

    class Meta:
        verbose_name = _("advert")
        verbose_name_plural = _("adverts")
        ordering = ("-starts_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        """Whether readers see it now."""
        return self.runs_at(timezone.now())

    def runs_at(self, moment: datetime) -> bool:
        """Return whether it is switched on and booked for `moment`."""
        is_booked = self.starts_at <= moment and (self.ends_at is None or self.ends_at > moment)
        return self.running and is_booked

    def clean(self) -> None:
        if self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An advert must end after it starts.")})

    def get_absolute_url(self) -> str:
        """Return the address that leads to `link`, which is looked up and never in the query."""
        return reverse("advert", args=[self.pk])
