"""Dates in all calendars of an edition, and dates at the desk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from khabar.dating.recalling import Announcements, announcements
from khabar.dating.writing import desk_age, desk_day, desk_moment
from khabar.language import calendars
from khabar.language.editions import Edition

register = template.Library()


def edition_of(language: str) -> Edition:
    """Return the edition of a language."""
    edition: Edition = settings.EDITIONS[language]
    return edition


@register.simple_tag(takes_context=True)
def today_in(context: Context, language: str) -> SafeString:
    """Write today's date as an edition's masthead does, in each of its calendars."""
    edition = edition_of(language)
    today = timezone.now().astimezone(edition.time_zone).date()
    first = calendars.date_in_words(today, edition, weekday=True)
    second = second_date(context, today, edition, None)
    written = [(today.isoformat(), words) for words in (first, second) if words]
    return format_html_join(" ", '<time datetime="{}">{}</time>', written)


@register.simple_tag(takes_context=True)
def first_published(context: Context, moment: datetime, language: str) -> SafeString:
    """Write when a story was first published, with the date in the edition's second calendar.

    That date is told as months had been announced by then: what came later changes no story.
    """
    edition = edition_of(language)
    second = second_date(context, moment, edition, moment)
    return as_time(moment, language, calendars.moment_in_words(moment, edition, second))


@register.simple_tag(takes_context=True)
def second_day(context: Context, day: date, language: str) -> str:
    """Write a day in the edition's second calendar, as months are known now, or nothing."""
    return second_date(context, day, edition_of(language), None) or ""


@register.filter
def when_at_the_desk(moment: datetime | date) -> str:
    """Write a moment of the last day by how long ago it was, any other in full."""
    return desk_age(moment) if isinstance(moment, datetime) else desk_day(moment)


@register.filter
def in_full_at_the_desk(moment: datetime | date) -> str:
    """Write a moment with its date and time, or a day with its weekday."""
    return desk_moment(moment) if isinstance(moment, datetime) else desk_day(moment)


def as_time(moment: datetime, language: str, words: str) -> SafeString:
    """Return `words` as a `<time>`, in ISO with the offset of the edition's clock."""
    iso = moment.astimezone(edition_of(language).time_zone).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, words)


def second_date(
    context: Context, day: datetime | date, edition: Edition, until: datetime | None
) -> str | None:
    """Return a date in the second calendar, as months were known at `until`, or now for None."""
    if edition.second_calendar != "hijri":
        return calendars.second_date_in_words(day, edition)
    months = _announcements(context, edition.country).until(until)
    return calendars.second_date_in_words(day, edition, months)


def _announcements(context: Context, country: str) -> Announcements:
    # Read once for a page, also where it isn't made to be kept: the lowest layer is the page's,
    # those above belong to the templates that it includes.
    this_page: Any = context.render_context.dicts[0]
    name = f"khabar_months_{country}"
    if name not in this_page:
        this_page[name] = announcements(country)
    found: Announcements = this_page[name]
    return found
