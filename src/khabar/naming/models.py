"""What one thing is called in several languages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khabar.naming.forms import NamesFormField


class NamesField(models.JSONField):
    """Text in some of the languages: `{"ar": "سياسة", "en": "Politics"}`."""

    def __init__(self, *args: Any, long: bool = False, **kwargs: Any) -> None:
        self.long = long
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        return super().formfield(form_class=NamesFormField, long=self.long, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class NamedQuerySet(QuerySet["Any"]):
    """Named things, asked for in English."""

    def in_edition(self, language: str) -> QuerySet[Any]:
        """Keep what has a name in `language`."""
        return self.filter(names__has_key=language)


class Named(models.Model):
    """Something with a slug for its address and a name in some of the languages."""

    slug = models.SlugField(_("slug"), unique=True, help_text=_("Stands in its page's address."))
    names = NamesField(_("name"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, language: str) -> str:
        """Return the name in `language`, or in any language that has one, or the slug."""
        return self.names.get(language) or next(iter(self.names.values()), self.slug)

    @property
    def every_name(self) -> str:
        """All the names, for the desk's search."""
        return " ".join(self.names.values())


class Described(Named):
    """Something named that a page of its own is about, with a few words that present it there."""

    about: Any = NamesField(
        _("about"), long=True, blank=True,
        help_text=_("A sentence or two below the name, shown by search engines too."),
    )  # fmt: skip

    class Meta:
        abstract = True

    def about_in(self, language: str) -> str:
        """Return what is said about it in `language`, or nothing: another language won't do."""
        said: str = self.about.get(language, "")
        return said
