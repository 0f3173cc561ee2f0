"""The form of an announcement: countries and months by their names."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from khabar.dating.writing import desk_edition
from khabar.language.lunar_hijri import UMM_AL_QURA, month_beside, month_name


def countries() -> list[tuple[str, str]]:
    """Return the countries of the newsroom's editions, those with a Hijri date first."""
    editions = sorted(
        settings.EDITIONS.values(), key=lambda edition: edition.second_calendar != "hijri"
    )
    codes = dict.fromkeys(edition.country.upper() for edition in editions if edition.country)
    return [(code, name_of_country(code)) for code in codes]


def name_of_country(code: str) -> str:
    """Return what a country is called in the language of the desk."""
    names = Locale(desk_edition().primary_language).territories
    return str(names.get(code.upper(), code))


def months() -> list[tuple[int, str]]:
    """Return the months with their names in the language of the desk."""
    language = desk_edition().primary_language
    return [(number, month_name(number, language)) for number in range(1, 13)]


class AnnouncementForm(WagtailAdminModelForm):
    """Offers the month that begins next, in the country whose Hijri dates are shown."""

    country = forms.ChoiceField(label=_("Country"), choices=countries)
    month = forms.TypedChoiceField(label=_("Hijri month"), choices=months, coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            year, month = _coming_month()
            self.initial.setdefault("year", year)
            self.initial.setdefault("month", month)


def _coming_month() -> tuple[int | None, int | None]:
    today = UMM_AL_QURA.date_of(timezone.localdate())
    return month_beside(today[:2], 1) if today else (None, None)
