"""Comments at the desk: the list, its columns, the page of one; and who may see what."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView

from khabar.comments.models import Comment
from khabar.dating.writing import desk_moment

LIST = "wagtailsnippets_khabar_comments_comment:list"
INSPECT = "wagtailsnippets_khabar_comments_comment:inspect"
MODERATORS_ONLY = ("bulk_actions", "email", "decision")


class DirectedColumn(Column):
    """A cell whose text runs in its own direction."""

    cell_template_name = "khabar_comments/_directed_cell.html"


class BeginningColumn(TitleColumn):
    """How a comment begins, in its own direction, leading to all of it."""

    cell_template_name = "khabar_stories/_headline_cell.html"


class DecisionColumn(BaseColumn):
    """The two buttons of a moderator."""

    cell_template_name = "khabar_comments/_decision_cell.html"

    def get_cell_context_data(self, instance: Comment, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        context["csrf_token"] = get_token(request)
        context["next"] = _address_of_list(request)
        return context


def _address_of_list(request: HttpRequest) -> str:
    # A filter fetches the results alone, from an address of their own.
    query = request.GET.copy()
    query.pop("_w_filter_fragment", None)
    return f"{reverse(LIST)}?{query.urlencode()}" if query else reverse(LIST)


class CommentIndexView(IndexView):
    """The list. Addresses and buttons are a moderator's alone."""

    def get_edit_url(self, instance: Comment) -> None:
        """Offer none: a reader's words aren't the desk's to change."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        moderates = self.user_has_permission("change")
        return [
            column for column in super().columns if moderates or column.name not in MODERATORS_ONLY
        ]


class CommentInspectView(InspectView):
    """All of one comment."""

    page_title = _("Comment")

    def get_fields(self) -> list[str]:
        fields: list[str] = super().get_fields()
        moderates = self.user_has_permission("change")
        return [field for field in fields if moderates or field != "email"]

    def get_edit_url(self) -> None:
        """Offer none, as the list does."""

    def get_received_at_display_value(self) -> str:
        return _at_the_desk(self.object.received_at)

    def get_decided_at_display_value(self) -> str:
        return _at_the_desk(self.object.decided_at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moderates = self.user_has_permission("change")
        return super().get_context_data(moderates=moderates, **kwargs)


def _at_the_desk(moment: datetime | None) -> str:
    return desk_moment(moment) if moment else "–"


class CommentEditView(EditView):
    """Wagtail leads to this page from everywhere; it leads on to the one that changes no word."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(INSPECT, self.object.pk)
