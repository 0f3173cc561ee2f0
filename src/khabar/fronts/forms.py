"""The desk's form for a front."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from khabar.stories.models import Story


class FrontForm(WagtailAdminModelForm):
    """A front's form: its place is chosen once, its stories are of its edition."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if is_new and not self.instance.locale_id:
            spoken = Locale.objects.filter(language_code=get_language()).first()
            self.instance.locale = spoken or Locale.get_default()
            self.initial["locale"] = self.instance.locale_id
        for name in ("locale", "section"):
            self.fields[name].disabled = not is_new
        self.fields["section"].empty_label = _("None: the main front")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        locale, containers = cleaned.get("locale"), cleaned.get("containers")
        if locale and containers:
            self._refuse_foreign(locale, containers)
        return cleaned

    def _refuse_foreign(self, locale: Locale, containers: Any) -> None:
        """Refuse stories of another edition, which the chooser doesn't offer."""
        keys = {card["story"].pk for each in containers for card in each.value["cards"]}
        keys |= {
            line["story"].pk
            for each in containers
            for card in each.value["cards"]
            for line in card["links"]
        }
        foreign = Story.objects.filter(pk__in=keys).exclude(locale=locale).defer("body")
        if headlines := [story.headline for story in foreign]:
            message = _("Not of this front's edition: %(headlines)s")
            params = {"headlines": " · ".join(headlines)}
            self.add_error("containers", ValidationError(message, params=params))
