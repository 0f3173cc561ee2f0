"""The brand: what the newsroom calls itself, and its logo, colours and faces."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting

from khabar.branding.choosing_faces import arabic_faces, latin_faces
from khabar.branding.colouring import DARK, LIGHT, PARTS
from khabar.branding.judging import judge_colours
from khabar.naming.models import NamesField

DARK_PREFIX = "dark_"
is_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six digits or letters from a to f: #0b5966.")
)


def colour_field(name: Any) -> Any:
    """Return a field for a colour; left empty, the theme's own is used."""
    return models.CharField(name, max_length=7, blank=True, validators=[is_colour])


def logo_field(name: Any, help_text: Any) -> Any:
    """Return a field for a picture of the library."""
    return models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=name,
        help_text=help_text,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


def colour_panel(prefix: str, defaults: dict[str, str], heading: Any) -> MultiFieldPanel:
    """Return the inputs of one palette, each showing what holds where it is left empty."""
    inputs = [
        FieldPanel(
            f"{prefix}{part}",
            widget=forms.TextInput(
                attrs={"dir": "ltr", "placeholder": defaults[part], "maxlength": 7, "size": 8}
            ),
        )
        for part in PARTS
    ]
    return MultiFieldPanel([FieldRowPanel(inputs[:3]), FieldRowPanel(inputs[3:])], heading=heading)


@register_setting(icon="view")
class Brand(BaseGenericSetting):
    """One row for the installation. What is empty stays as the theme has it."""

    names = NamesField(_("name of the paper"), blank=True)
    logo = logo_field(
        _("logo"),
        _("A PNG or WebP with a transparent ground, at least 104 pixels high. Readers who can't see"
          " it hear the paper's name."),
    )  # fmt: skip
    dark_logo = logo_field(
        _("logo on dark paper"), _("Left empty, the same logo stands on dark paper too.")
    )
    name_beside_logo = models.BooleanField(
        _("the name stands beside the logo"),
        default=False,
        help_text=_("For a logo without words: each edition then shows its own name."),
    )
    paper = colour_field(_("paper"))
    ink = colour_field(_("ink"))
    link = colour_field(_("links and buttons"))
    accent = colour_field(_("kickers"))
    live = colour_field(_("breaking news and errors"))
    dark_paper = colour_field(_("paper"))
    dark_ink = colour_field(_("ink"))
    dark_link = colour_field(_("links and buttons"))
    dark_accent = colour_field(_("kickers"))
    dark_live = colour_field(_("breaking news and errors"))
    text_face = models.CharField(
        _("face of text in Arabic script"), max_length=40, blank=True, choices=arabic_faces
    )
    head_face = models.CharField(
        _("face of headlines in Arabic script"), max_length=40, blank=True, choices=arabic_faces
    )
    latin_face = models.CharField(
        _("face of English"), max_length=40, blank=True, choices=latin_faces
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("names"),
                FieldPanel("logo"),
                FieldPanel("dark_logo"),
                FieldPanel("name_beside_logo"),
            ],
            heading=_("Name and logo"),
        ),
        HelpPanel(
            content=_(
                "Words must stand out from the paper by at least 4.5 to 1, or some readers"
                " can't read them. What you leave empty stays as it is."
            )
        ),
        colour_panel("", LIGHT, _("Colours on light paper")),
        colour_panel(DARK_PREFIX, DARK, _("Colours on dark paper")),
        MultiFieldPanel(
            [FieldPanel("text_face"), FieldPanel("head_face"), FieldPanel("latin_face")],
            heading=_("Faces"),
        ),
    ]

    class Meta:
        verbose_name = _("Brand")
        verbose_name_plural = _("Brand")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        judge_colours(self.palette(), LIGHT)
        judge_colours(self.palette(DARK_PREFIX), DARK, prefix=DARK_PREFIX)

    def palette(self, prefix: str = "") -> dict[str, str]:
        """Return the chosen colours of the light palette, or of the dark one: `dark_`."""
        return {part: getattr(self, f"{prefix}{part}").lower() for part in PARTS}
