"""The desk's form for a topic."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from khabar.topics.checking_spellings import refuse_what_is_taken


class TopicForm(WagtailAdminModelForm):
    """A topic's form: no spelling that another topic has."""

    def is_valid(self) -> bool:
        """Return whether the topic and its spellings can be kept as they are."""
        valid: bool = super().is_valid()
        if valid:
            spellings = self.formsets["aliases"]
            given = [
                form
                for form in spellings.forms
                if form.has_changed() or form.instance.pk
                if not spellings._should_delete_form(form)
            ]
            refuse_what_is_taken(given, self.instance)
            valid = not any(form.errors for form in given)
        return valid

    def clean(self) -> Any:
        """Refuse a topic that would belong to itself."""
        cleaned = super().clean()
        parent = self.cleaned_data.get("parent")
        if parent and parent.pk == self.instance.pk:
            self.add_error("parent", _("A topic can't belong to itself."))
        return cleaned
