"""A front as editors arrange it: one for an edition, and one for each of its sections."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from khabar.fronts.blocks import ContainersBlock
from khabar.fronts.querysets import FrontQuerySet
from khabar.publishing.following import PublishedWhole
from khabar.topics.models import Section


class Front(
    PublishedWhole,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    models.Model,
):
    """The containers of one front, from the top. Its edition and section never change."""

    locale = models.ForeignKey(
        Locale, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="+"
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Left empty, it is the edition's main front."),
    )
    containers = StreamField(ContainersBlock(), verbose_name=_("containers"), blank=True)

    objects = FrontQuerySet.as_manager()

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        ordering = ("locale", "section__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "section"],
                name="khabar_front_once",
                violation_error_message=_(
                    "This section has a front in this edition already. Edit that one."
                ),
            ),
            models.UniqueConstraint(
                fields=["locale"],
                condition=models.Q(section=None),
                name="khabar_front_main_once",
                violation_error_message=_("This edition has a main front already. Edit that one."),
            ),
        ]

    def __str__(self) -> str:
        place = self.section or _("Main front")
        return f"{place} · {self.locale.get_display_name()}"

    @property
    def language(self) -> str:
        """The language of its edition."""
        return str(self.locale.language_code)

    def get_absolute_url(self) -> str:
        """Return the address at which readers see it."""
        if self.section:
            return self.section.get_absolute_url(self.language)
        return reverse("front", args=[self.language])

    def get_full_url(self) -> str:
        """Return that address with the site's."""
        return f"{settings.URL}{self.get_absolute_url()}"

    full_url = property(get_full_url)

    def with_content_json(self, content: dict[str, Any]) -> Front:
        """Return the front as a revision has it; its place is never a revision's to change."""
        front: Front = super().with_content_json(content)
        front.locale, front.section = self.locale, self.section
        return front

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer with the page that readers will see, in the edition's own language."""
        preview = import_string(settings.FRONT_PREVIEW)
        page: HttpResponse = preview(request, self)
        return page
