"""The desk's form for a story, each field written in the story's direction.

The desk speaks the editor's language; a story speaks its own. An editor with an English desk
writes an Arabic story from right to left, and the reverse.
"""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from khabar.language.direction import direction_of
from khabar.stories.deciding_on_topics import keep_answers


def writing_attributes(instance: Any) -> dict[str, str]:
    """Return `lang` and `dir` for what is written in the language of `instance`."""
    if not instance or not instance.locale_id:
        return {}
    language = Locale.objects.get(pk=instance.locale_id).language_code
    return {"lang": language, "dir": direction_of(language)}


class StoryForm(WagtailAdminModelForm):
    """A story's form: its text fields carry the language and direction of the story."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = writing_attributes(self.instance)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.widget.attrs.update(attributes)

    def save(self, commit: bool = True) -> Any:
        """Save the story, and keep what was answered to the topics found in it."""
        story = super().save(commit=commit)
        if story.pk:
            keep_answers(story, self.data.items(), self.for_user)
        return story


class DirectedPanel(FieldPanel):
    """A panel whose whole field is written in the story's direction, such as the body."""

    class BoundPanel(FieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, Any]:
            return self.panel.attrs | writing_attributes(self.instance)
