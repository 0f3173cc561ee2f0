"""The beginnings of Hijri months as countries announce them.

Umm al-Qura is computed years ahead; a country announces by sighting, and may differ by a day.
"""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khabar.dating.judging import judge
from khabar.dating.querysets import AnnouncedMonthQuerySet
from khabar.language.lunar_hijri import FIRST_YEAR, LAST_YEAR, MonthOfYear, month_name


class AnnouncedMonth(models.Model):
    """One entry: a country's month begins on a day.

    An entry is never rewritten. A correction is a new one, and of several for a month the one that
    was entered last counts; so what a published story showed can be told at any later time.
    """

    country = models.CharField(
        _("country"), max_length=2, help_text=_("It holds for the editions of this country.")
    )
    year = models.PositiveSmallIntegerField(
        _("Hijri year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    month = models.PositiveSmallIntegerField(
        _("Hijri month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    first_day = models.DateField(
        _("first day"), help_text=_("The Gregorian date of the day that is the 1st of the month.")
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    objects = AnnouncedMonthQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced month")
        verbose_name_plural = _("announced months")
        ordering = ("-entered_at", "-pk")
        indexes = [models.Index(fields=["country", "entered_at"], name="khabar_announced_months")]

    def __str__(self) -> str:
        return f"{month_name(self.month, 'en')} {self.year}, {self.country}: {self.first_day}"

    @property
    def month_of_year(self) -> MonthOfYear:
        """Year and month, as `khabar.language.lunar_hijri` has them."""
        return self.year, self.month

    def clean(self) -> None:
        """Raise ValidationError where no lunar month can begin on that day."""
        super().clean()
        if self.year and self.month in range(1, 13) and self.first_day:
            earlier = AnnouncedMonth.objects.by_country(self.country).as_entered()
            judge(self, {entry.month_of_year: entry.first_day for entry in earlier})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new entry. Raises ValueError for one that was saved before."""
        if not self._state.adding:
            raise ValueError("An announced month is never rewritten: enter it once more.")
        super().save(*args, **kwargs)
