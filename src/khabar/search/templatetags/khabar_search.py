"""What a search page says of what was found."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import ngettext

from khabar.language.calendars import format_number

register = template.Library()


@register.simple_tag
def stories_found(total: int, language: str) -> str:
    """Say how many stories were found, in the right plural and an edition's digits."""
    words = ngettext("%(count)s story", "%(count)s stories", total)
    return words % {"count": format_number(total, settings.EDITIONS[language])}
