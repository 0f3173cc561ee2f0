"""Names at the desk: one input for each language, each in its own direction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khabar.language.direction import direction_of


class NamesWidget(forms.MultiWidget):
    """A labelled input for each language of `settings.LANGUAGES`."""

    template_name = "khabar_naming/_names.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, long: bool = False) -> None:
        make = forms.Textarea if long else forms.TextInput
        size = {"rows": 2} if long else {}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: make({"lang": code, "dir": direction_of(code), **size})
            for code, _name in settings.LANGUAGES
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[str]:
        """Return the names in the order of the languages."""
        given = value or {}
        return [given.get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        inputs = context["widget"]["subwidgets"]
        for widget, (_code, language) in zip(inputs, settings.LANGUAGES, strict=True):
            widget["label"] = gettext(str(language))
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{settings.LANGUAGES[0][0]}" if id_ else id_


class NamesFormField(forms.MultiValueField):
    """Reads the inputs into `{language: name}`, leaving out those that are empty."""

    def __init__(self, *, long: bool = False, **kwargs: Any) -> None:
        # What a model field's formfield() offers to a JSON text input says nothing here.
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        kwargs.setdefault("widget", NamesWidget(long=long))
        fields = [forms.CharField(required=False) for _language in settings.LANGUAGES]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        codes = (code for code, _name in settings.LANGUAGES)
        given = zip(codes, data_list or [], strict=False)
        return {code: name.strip() for code, name in given if name and name.strip()}

    def clean(self, value: Any) -> dict[str, str]:
        names: dict[str, str] = super().clean(value) or {}
        if self.required and not names:
            raise ValidationError(_("Give it a name in at least one language."), code="required")
        return names

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != self.compress(data)
