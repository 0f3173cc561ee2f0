"""The log of what was decided, by everybody or by one: for a shift that hands over to the next."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any, Final

import django_filters  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView

from khabar.accounts.models import User
from khabar.comments.models import Action, Comment
from khabar.comments.querysets import ActionQuerySet
from khabar.comments.showing_queue import LOG, log_of, may_moderate
from khabar.comments.undoing import which_can_be_undone
from khabar.dating.writing import desk_edition
from khabar.language.calendars import format_number

# By hours; 12 is a shift.
SINCE: Final = {"12": _("12 hours"), "24": _("a day"), "168": _("a week"), "720": _("30 days")}
HOUSE: Final = "house"


class DeedColumn(BaseColumn):
    """What was done, and whether it was taken back since."""

    cell_template_name = "khabar_comments/_deed_cell.html"


class AboutColumn(BaseColumn):
    """The comment that it was done with, leading to the queue."""

    cell_template_name = "khabar_comments/_about_cell.html"


class UndoColumn(BaseColumn):
    """The button that takes it back."""

    cell_template_name = "khabar_comments/_undo_cell.html"

    def get_cell_context_data(self, instance: Action, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["csrf_token"] = get_token(context["request"])
        return context


def moderators(request: HttpRequest | None) -> Any:
    """Return those who decided anything."""
    actors = Action.objects.order_by().values("actor")
    return User.objects.filter(pk__in=actors).order_by("username")


class DecisionFilterSet(WagtailFilterSet):
    """Whose decisions are shown, which, and since when."""

    actor = django_filters.ModelChoiceFilter(
        label=_("By"), queryset=moderators, null_label=_("A rule of the house"), null_value=HOUSE
    )
    deed = django_filters.ChoiceFilter(label=_("Decision"), choices=Action.Deed.choices)
    since = django_filters.ChoiceFilter(
        label=_("Within the last"), choices=list(SINCE.items()), method="in_hours"
    )

    class Meta:
        model = Action
        fields = ["actor", "deed", "since"]

    def in_hours(self, actions: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        """Keep what was done within so many hours."""
        return actions.since(timezone.now() - timedelta(hours=int(value)))


def by_whom(action: Action) -> str:
    """Return who did it, or that the house's own rules did."""
    return str(action.actor or _("A rule of the house"))


class DecisionsView(ReportView):
    """The page. Everybody who moderates sees everybody's decisions."""

    model = Action
    page_title = _("Decisions on comments")
    header_icon = "history"
    index_url_name = LOG
    index_results_url_name = f"{LOG}_results"
    results_template_name = "khabar_comments/_decisions.html"
    filterset_class = DecisionFilterSet
    paginate_by = 50
    is_searchable = False
    # As a table without readers' words.
    list_export = ["done_at", "get_deed_display", "actor", "comment.number", "note"]
    export_headings = {"get_deed_display": _("Decision"), "comment.number": _("Number")}
    columns = [
        DeedColumn("deed", label=_("Decision")),
        AboutColumn("comment", label=_("Comment")),
        Column("actor", label=_("By"), accessor=by_whom),
        DateColumn("done_at", label=_("At")),
        UndoColumn("undo", label=_("Action")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.moderator = may_moderate(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> ActionQuerySet:
        whole = Action.objects.select_related("actor", "comment__story", "commenter", "undone_by")
        return whole.defer("comment__story__body").order_by("-done_at", "-pk")

    @cached_property
    def counts(self) -> list[tuple[Any, str]]:
        """How often each was done, of what the filters leave; what was taken back counts not."""
        found = self.filter_queryset(Action.objects.standing()).order_by()
        counted = Counter(found.values_list("deed", flat=True))
        labels = dict(Action.Deed.choices)
        edition = desk_edition()
        return [
            (labels[Action.Deed(deed)], format_number(count, edition))
            for deed, count in counted.most_common()
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        undoable = which_can_be_undone(list(context["object_list"]))
        for action in context["object_list"]:
            action.is_undoable = action.pk in undoable
        return context | {
            "counts": self.counts,
            "mine": log_of(self.moderator),
            "all": reverse(LOG),
            "waiting": Comment.objects.waiting().count(),
        }
