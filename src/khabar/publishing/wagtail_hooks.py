"""The desk: a report of what follows, and the alarms on its first page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from khabar.publishing.deciding import answer_alarm, retry_all, retry_row
from khabar.publishing.models import LedgerRow
from khabar.publishing.showing import PAGE, LedgerView, alarms_for, may_look, may_retry


@hooks.register("register_admin_urls")
def register_page() -> list[URLPattern]:
    """Give the page and its buttons their addresses."""
    return [
        path("reports/what-follows/", LedgerView.as_view(), name=PAGE),
        path(
            "reports/what-follows/results/",
            LedgerView.as_view(results_only=True),
            name=f"{PAGE}_results",
        ),
        path("reports/what-follows/retry/", retry_all, name=f"{PAGE}_retry_all"),
        path("reports/what-follows/retry/<int:pk>/", retry_row, name=f"{PAGE}_retry"),
        path("reports/what-follows/alarm/<int:pk>/", answer_alarm, name=f"{PAGE}_answer"),
    ]


class WhatFollowsMenuItem(MenuItem):
    """The report's place in the menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Put the page among the reports."""
    return WhatFollowsMenuItem(
        _("What follows"), reverse(PAGE), name="what-follows", icon_name="tasks", order=100
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let a role be given the page, and the right to have things tried again."""
    meant = Permission.objects.filter(content_type__app_label="khabar_publishing")
    return meant.filter(codename__in=["view_ledgerrow", "change_ledgerrow"])


class Alarms(Component):
    """The alarms on the desk's first page; nothing where there are none."""

    order = 5
    template_name = "khabar_publishing/_home_alarms.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        return {
            "alarms": alarms_for(request),
            "given_up": LedgerRow.objects.filter(given_up_at__isnull=False).count(),
            "may_retry": may_retry(request.user),
            "request": request,
        }


@hooks.register("construct_homepage_panels")
def show_alarms(request: HttpRequest, panels: list[Any]) -> None:
    """Put the alarms on the desk's first page, for those who can do something about them."""
    if may_look(request.user):
        panels.append(Alarms())
