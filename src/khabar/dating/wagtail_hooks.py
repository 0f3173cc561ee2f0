"""Announced months at the desk: entered and looked at, never changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import permissions
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from khabar.dating.forms import AnnouncementForm, name_of_country
from khabar.dating.models import AnnouncedMonth
from khabar.dating.writing import desk_day, desk_month

NEVER = ("change", "delete")


class EnteredOncePolicy(ModelPermissionPolicy):
    """Nobody changes or deletes an entry: what a published story showed rests on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in NEVER and super().user_has_permission(user, action)


class AnnouncedMonthIndexView(IndexView):
    """The list. An entry leads nowhere: there is nothing to change."""

    def _get_title_column(self, field_name: str, **kwargs: Any) -> Any:
        return TitleColumn(
            "month_of_year",
            label=_("Month"),
            accessor=lambda entry: desk_month(entry.month_of_year),
        )


class AnnouncedMonthViewSet(SnippetViewSet):
    """The desk's list of announced months, and the form of a new one."""

    model = AnnouncedMonth
    icon = "calendar-alt"
    menu_label = _("Announced months")
    menu_name = "announced-months"
    menu_order = 45
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = AnnouncedMonthIndexView
    list_display = [
        "month_of_year",
        Column("first_day", label=_("First day"), accessor=lambda entry: desk_day(entry.first_day)),
        Column(
            "country", label=_("Country"), accessor=lambda entry: name_of_country(entry.country)
        ),
        DateColumn("entered_at", label=_("Entered")),
    ]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Enter the day that the country announced, whether or not it is the computed"
                    " one. New stories and the head of the paper take it at once; a story that is"
                    " out keeps the date it showed. To correct an entry, enter the month again."
                )
            ),
            FieldPanel("country"),
            FieldRowPanel([FieldPanel("month"), FieldPanel("year")]),
            FieldPanel("first_day"),
        ],
        base_form_class=AnnouncementForm,
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return EnteredOncePolicy(self.model)

    def register_chooser_viewset(self) -> None:
        """Register none: nothing chooses a month."""


# Wagtail 8 asks that a model's policy is registered by itself; 7.4 takes the viewset's.
if register_policy := getattr(permissions, "register_permission_policy", None):
    register_policy(AnnouncedMonth, EnteredOncePolicy(AnnouncedMonth), exact_class=True)
register_snippet(AnnouncedMonthViewSet)
