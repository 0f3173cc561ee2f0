"""Comments at the desk: read, approved or rejected, never written or changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks, permissions
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn, StatusTagColumn
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.comments.listing import (
    INSPECT,
    BeginningColumn,
    CommentEditView,
    CommentIndexView,
    CommentInspectView,
    DecisionColumn,
    DirectedColumn,
)
from khabar.comments.models import Comment
from khabar.comments.moderating import ApproveBulkAction, RejectBulkAction, decide
from khabar.comments.setting_policies import PolicyViewSet
from khabar.comments.setting_words import TRIAL, WordViewSet
from khabar.comments.showing_queue import PAGE, PERMISSION, queue
from khabar.comments.showing_trials import LOGGED, trial
from khabar.comments.working_queue import take_back, work
from khabar.dating.writing import desk_edition
from khabar.language.calendars import format_number


class ReadersOnlyPolicy(ModelPermissionPolicy):
    """Nobody at the desk adds a comment."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class CountingMenuItem(MenuItem):
    """The menu's item, which says how many comments wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = ReadersOnlyPolicy(Comment)
        return bool(policy.user_has_any_permission(request.user, ["change", "delete", "view"]))

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        component.label = _with_count(component.label, Comment.objects.waiting().count())
        return component


def _with_count(label: str, count: int) -> str:
    return f"{label} ({format_number(count, desk_edition())})" if count else str(label)


class CommentViewSet(SnippetViewSet):
    """The desk's list of comments, what waits first."""

    model = Comment
    icon = "comment"
    menu_label = _("Comments")
    menu_name = "comments"
    menu_order = 50
    menu_item_class = CountingMenuItem
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
        DecisionColumn("decision", label=_("Decision")),
    ]
    list_filter = {"status": ["exact"], "received_at": ["date"]}
    list_per_page = 50
    search_fields = ["name", "text", "story__headline"]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ReadersOnlyPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> Any:
        return Comment.objects.waiting_first().select_related("story").defer("story__body")

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("decide/<int:pk>/", decide, name="decide")]

    def register_chooser_viewset(self) -> None:
        """Register none: nothing chooses a comment, and a chooser lists them to everyone."""


# Wagtail 8 asks that a model's policy is registered by itself; 7.4 takes the viewset's.
if register_policy := getattr(permissions, "register_permission_policy", None):
    register_policy(Comment, ReadersOnlyPolicy(Comment), exact_class=True)
register_snippet(CommentViewSet)
register_snippet(PolicyViewSet)
register_snippet(WordViewSet)
hooks.register("register_bulk_action", ApproveBulkAction)
hooks.register("register_bulk_action", RejectBulkAction)


class QueueMenuItem(MenuItem):
    """The way to the queue, for those who may decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def offer_queue() -> MenuItem:
    """Put the queue above the list of comments."""
    label = _("Queue of comments")
    return QueueMenuItem(label, reverse(PAGE), name="queue", icon_name="comment", order=49)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Give the queue and its buttons their addresses."""
    return [
        path("comments/", queue, name=PAGE),
        path("comments/<int:pk>/", work, name="khabar_queue_work"),
        path("comments/undo/<int:pk>/", take_back, name="khabar_queue_undo"),
        path("comments/words/<int:pk>/", trial, name=TRIAL),
    ]


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Name what is done with a word in Wagtail's log."""
    actions.register_action(LOGGED, _("Make a word weigh, or not"), _("Its state was changed"))
