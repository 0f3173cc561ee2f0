"""The form under a story. Text is plain, and refused rather than cut where it is too long."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from khabar.comments.measuring import graphemes, has_ink, tallest_stack
from khabar.language.calendars import format_number
from khabar.language.direction import strip_controls

LONGEST_NAME = 40
MOST_CHARACTERS = 250
LONGEST_EMAIL = 254
# At most 16 kB, whatever letters it is written in.
LONGEST_TEXT = 4000
MOST_MARKS = 3


@lru_cache(maxsize=32)
def limit_in(language: str, interface: str) -> str:
    """Return how long a comment may be, in the digits of an edition and the interface's words."""
    limit = format_number(LONGEST_TEXT, settings.EDITIONS[language])
    return gettext("At most %(limit)s characters.") % {"limit": limit}


class PlainTextField(forms.CharField):
    """Text without characters that hide or reorder what stands beside it.

    It gives its input no `maxlength`: a browser would cut what a reader pastes and say nothing.
    """

    default_error_messages = {"required": _("Fill this in."), "blank": _("Write something here.")}

    def to_python(self, value: Any) -> str:
        return super().to_python(strip_controls(value or "")) or ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not has_ink(value):
            raise ValidationError(self.error_messages["blank"], code="blank")


class LineField(PlainTextField):
    """Plain text on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class CommentForm(forms.Form):
    """A reader's name, e-mail address and comment; `language` is the page's."""

    name = LineField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Never shown to readers."),
        max_length=None,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Fill this in."),
            "invalid": _("This isn't an e-mail address. Write one such as name@example.com."),
        },
    )
    text = PlainTextField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    follow = forms.BooleanField(
        required=False, label=_("Tell me of replies by e-mail, once I have confirmed my address")
    )

    def __init__(self, data: Any = None, *, language: str) -> None:
        super().__init__(data, auto_id="comment-%s")
        self.edition = settings.EDITIONS[language]
        self.fields["text"].help_text = limit_in(language, get_language())

    def shown_fields(self) -> list[forms.BoundField]:
        """Return the fields that readers fill in."""
        return [self[name] for name in ("name", "email", "text")]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if tallest_stack(name) > MOST_MARKS:
            message = _("Too many marks stand on one letter of the name. Take some away, please.")
            raise ValidationError(message)
        # A letter may have marks and an emoji parts, but not without end.
        length = graphemes(name) if len(name) <= MOST_CHARACTERS else len(name)
        return self._not_longer_than(LONGEST_NAME, name, length)

    def clean_email(self) -> str:
        return self._not_longer_than(LONGEST_EMAIL, self.cleaned_data["email"])

    def clean_text(self) -> str:
        return self._not_longer_than(LONGEST_TEXT, self.cleaned_data["text"])

    def _not_longer_than(self, limit: int, value: str, length: int | None = None) -> str:
        length = len(value) if length is None else length
        if length <= limit:
            return value
        written = format_number(length, self.edition)
        message = gettext("This is too long (%(length)s). At most %(limit)s characters, please.")
        raise ValidationError(
            message % {"length": written, "limit": format_number(limit, self.edition)}
        )
