"""All comments at the desk: the list, its columns, the page of one; and who may see what."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from khabar.comments.models import Comment
from khabar.dating.writing import desk_moment

INSPECT = "wagtailsnippets_khabar_comments_comment:inspect"
MODERATORS_ONLY = ("bulk_actions", "email")


class DirectedColumn(Column):
    """A cell whose text runs in its own direction."""

    cell_template_name = "khabar_comments/_directed_cell.html"


class BeginningColumn(TitleColumn):
    """How a comment begins, in its own direction, leading to all of it."""

    cell_template_name = "khabar_stories/_headline_cell.html"


class CommentIndexView(IndexView):
    """The list. Addresses are a moderator's alone."""

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


class ReadersOnlyPolicy(ModelPermissionPolicy):
    """Nobody at the desk adds a comment."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class ReadersMenuItem(MenuItem):
    """The way to the list, for those who may read and not decide: others come by the queue."""

    def is_shown(self, request: HttpRequest) -> bool:
        may = ReadersOnlyPolicy(Comment).user_has_permission
        reads = any(may(request.user, action) for action in ("view", "delete"))
        return reads and not may(request.user, "change")


class CommentViewSet(SnippetViewSet):
    """The desk's list of all comments, what waits first."""

    model = Comment
    icon = "comment"
    menu_label = _("Comments")
    menu_name = "all-comments"
    menu_order = 50
    menu_item_class = ReadersMenuItem
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CommentIndexView
    inspect_view_class = CommentInspectView
    edit_view_class = CommentEditView
    inspect_template_name = "khabar_comments/_inspect.html"
    inspect_view_fields = ["story", "name", "email", "text", "status", "received_at", "decided_at"]
    list_display = [
        BeginningColumn(
            "beginning",
            label=_("Comment"),
            url_name=INSPECT,
            get_title_id=lambda comment: f"snippet_{comment.pk}_title",
        ),
        DirectedColumn("story", label=_("Story"), accessor="story.headline"),
        DirectedColumn("name", label=_("Name"), sort_key="name"),
        DirectedColumn("email", label=_("E-mail"), sort_key="email"),
        StatusTagColumn(
            "get_status_display",
            label=_("Status"),
            primary=lambda comment: comment.status == Comment.Status.PENDING,
        ),
        DateColumn("received_at", label=_("Received"), sort_key="received_at"),
    ]
    list_filter = {"status": ["exact"], "received_at": ["date"]}
    list_per_page = 50
    search_fields = ["name", "text", "story__headline"]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ReadersOnlyPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.waiting_first().select_related("story").defer("story__body")

    def register_chooser_viewset(self) -> None:
        """Register none: nothing chooses a comment, and a chooser lists them to everyone."""
