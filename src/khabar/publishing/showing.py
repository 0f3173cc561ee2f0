"""The desk's page of what follows: what is waiting, what failed and why, and the alarms."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import ModelPermissionPolicy

from khabar.publishing.answering import ANSWERS
from khabar.publishing.models import Alarm, LedgerRow
from khabar.publishing.planning import scheduled_models
from khabar.publishing.querysets import LedgerQuerySet
from khabar.publishing.registering import CONSEQUENCES

PAGE = "khabar_what_follows"
STATES = {
    "failing": _("Went wrong"),
    "waiting": _("Waiting"),
    "done": _("Done"),
}
KINDS = {
    "published": _("published"),
    "unpublished": _("taken down"),
    "deleted": _("deleted"),
    "changed": _("changed"),
    "tick": _("every so often"),
}


def may_look(user: Any) -> bool:
    """Return whether a user may see what follows: who publishes may, and who is allowed to."""
    return may_retry(user) or user.has_perm("khabar_publishing.view_ledgerrow")


def may_retry(user: Any) -> bool:
    """Return whether a user may have things tried again."""
    publishes = (
        ModelPermissionPolicy(model).user_has_permission(user, "publish")
        for model in scheduled_models()
    )
    return user.has_perm("khabar_publishing.change_ledgerrow") or any(publishes)


class SubjectColumn(Column):
    """What it is about, in its own direction."""

    cell_template_name = "khabar_publishing/_subject_cell.html"


class StateColumn(BaseColumn):
    """How far it is: why it failed, and when it is tried again."""

    cell_template_name = "khabar_publishing/_state_cell.html"


class RetryColumn(BaseColumn):
    """The button that has a row tried again."""

    cell_template_name = "khabar_publishing/_retry_cell.html"

    def get_cell_context_data(self, instance: LedgerRow, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["csrf_token"] = get_token(context["request"])
        context["may_retry"] = may_retry(context["request"].user)
        return context


def label_of(row: LedgerRow) -> Any:
    """Return what editors call a row's consequence."""
    known = CONSEQUENCES.get(row.consequence)
    return (known and known.label) or row.consequence


class LedgerFilterSet(WagtailFilterSet):
    """Which rows are shown."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=list(STATES.items()), method="in_state"
    )
    consequence = django_filters.ChoiceFilter(
        label=_("Consequence"),
        choices=lambda: [(name, known.label or name) for name, known in CONSEQUENCES.items()],
    )

    class Meta:
        model = LedgerRow
        fields = ["state", "consequence"]

    def in_state(self, rows: LedgerQuerySet, name: str, value: str) -> LedgerQuerySet:
        """Keep the rows of one state."""
        kept: LedgerQuerySet = getattr(rows, value)()
        return kept


class LedgerView(ReportView):
    """The page. It shows what is still to be done; what is done, only if that is asked for."""

    model = LedgerRow
    page_title = _("What follows")
    header_icon = "tasks"
    index_url_name = PAGE
    index_results_url_name = f"{PAGE}_results"
    results_template_name = "khabar_publishing/_what_follows.html"
    filterset_class = LedgerFilterSet
    columns = [
        SubjectColumn("title", label=_("About")),
        Column("kind", label=_("Event"), accessor=lambda row: KINDS.get(row.kind, row.kind)),
        Column("consequence", label=_("Consequence"), accessor=label_of),
        StateColumn("state", label=_("State")),
        DateColumn("recorded_at", label=_("Since")),
        RetryColumn("retry", label=_("Action")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_look(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> LedgerQuerySet:
        rows = LedgerRow.objects.order_by("given_up_at", "-last_error", "pk")
        return rows if self.request.GET.get("state") == "done" else rows.filter(done_at=None)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {
            "alarms": alarms_for(self.request),
            "may_retry": may_retry(self.request.user),
            "failing": LedgerRow.objects.failing().count(),
        }


def alarms_for(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the alarms, each with its button's words and where its item is edited."""
    find = AdminURLFinder(request.user).get_edit_url
    return [
        {
            "alarm": alarm,
            "answer": ANSWERS[alarm.kind],
            "address": alarm.content_object and find(alarm.content_object),
        }
        for alarm in Alarm.objects.prefetch_related("content_object")[:100]
    ]
