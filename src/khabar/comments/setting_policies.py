"""How comments are taken, set at the desk: for the site, a section or a story."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.comments.models import Policy
from khabar.dating.writing import desk_edition
from khabar.language.calendars import format_number
from khabar.language.digits import in_digits

AS_ABOVE = _("as the section says, or the site")
SCOPE = ("section", "story")
MOST = {"first": 100, "closes_after": 3650, "slow": 3600}


class PolicyForm(WagtailAdminModelForm):
    """Says what doesn't go together, at the field that is to be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [("", AS_ABOVE), *Policy.Mode.choices]
        for name, most in MOST.items():
            self.fields[name].validators.append(MaxValueValidator(most))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._check_scope(cleaned.get("section"), cleaned.get("story"))
        self._check_night(cleaned.get("closes_at"), cleaned.get("opens_at"))
        if cleaned.get("mode") == Policy.Mode.FIRST and cleaned.get("first") == 0:
            self.add_error(
                "first", _("With 0 nothing is read before: choose “published at once” instead.")
            )
        return cleaned

    def _check_scope(self, section: Any, story: Any) -> None:
        if section and story:
            self.add_error("story", _("Choose a section or a story, not both."))
        elif self.instance.pk and set(SCOPE) & set(self.changed_data):
            field = next(name for name in SCOPE if name in self.changed_data)
            message = _("This is for %(what)s and stays so. Make another one for something else.")
            self.add_error(field, message % {"what": self.instance.scope})
        elif not section and not story and self._others().exists():
            self.add_error("section", _("The site has its own already. Change that one."))

    def _others(self) -> Any:
        return Policy.objects.filter(section=None, story=None).exclude(pk=self.instance.pk)

    def _check_night(self, start: Any, end: Any) -> None:
        if bool(start) != bool(end):
            empty = "opens_at" if start else "closes_at"
            self.add_error(empty, _("Give both times, or neither."))
        elif start and start == end:
            self.add_error(
                "opens_at", _("That is the whole day: choose “closed” as the mode instead.")
            )


def number_or_dash(number: int | None) -> str:
    """Write a number, or a dash for what the level above says."""
    return "–" if number is None else format_number(number, desk_edition())


def night_of(policy: Policy) -> str:
    """Write when comments rest."""
    if not (policy.closes_at and policy.opens_at):
        return "–"
    hours = f"{policy.closes_at:%H:%M}–{policy.opens_at:%H:%M}"
    return in_digits(hours, desk_edition().digits)


class PolicyViewSet(SnippetViewSet):
    """The desk's list of rules, the site's first, and their form."""

    model = Policy
    icon = "cog"
    menu_label = _("How comments are taken")
    menu_name = "comment-policies"
    menu_order = 700
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("mode", label=_("Mode"), accessor=lambda one: one.get_mode_display() or AS_ABOVE),
        Column("first", label=_("First ones"), accessor=lambda one: number_or_dash(one.first)),
        Column("days", label=_("Days"), accessor=lambda one: number_or_dash(one.closes_after)),
        Column("night", label=_("Closed each day"), accessor=night_of),
        Column("slow", label=_("Seconds"), accessor=lambda one: number_or_dash(one.slow)),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "A story's own rules come before its section's, and these before the site's."
                    " What is left empty is as the level above says. Readers' pages follow at once;"
                    " a comment from a form that was opened before is judged by the new rules."
                )
            ),
            FieldPanel("section", help_text=_("With neither section nor story: the whole site.")),
            FieldPanel("story"),
            FieldPanel("mode"),
            FieldPanel("first", help_text=_("For the mode that reads a person's first ones.")),
            FieldPanel(
                "closes_after",
                help_text=_("Counted from the first publication of a story; 0 for never."),
            ),
            FieldRowPanel(
                [FieldPanel("closes_at"), FieldPanel("opens_at")],
                help_text=_("By the clock of the edition; it may go over midnight."),
            ),
            FieldPanel("slow", help_text=_("Slow mode, for a heated story; 0 for none.")),
        ],
        base_form_class=PolicyForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        site_first = (F("section").asc(nulls_first=True), F("story").asc(nulls_first=True))
        found = Policy.objects.select_related("section", "story").defer("story__body")
        return found.order_by(*site_first)

    def register_chooser_viewset(self) -> None:
        """Register none: nothing chooses a rule."""
