"""Comments at the desk: the queue, the log, the list, the rules and the words."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks, permissions
from wagtail.snippets.models import register_snippet

from khabar.comments import counting_waiting  # noqa: F401 (it registers the menu's item)
from khabar.comments.counting_waiting import COUNT, count_waiting
from khabar.comments.listing import CommentViewSet, ReadersOnlyPolicy
from khabar.comments.models import Comment
from khabar.comments.setting_policies import PolicyViewSet
from khabar.comments.setting_words import TRIAL, WordViewSet
from khabar.comments.showing_decisions import DecisionsView
from khabar.comments.showing_queue import LOG, PAGE, queue
from khabar.comments.showing_trials import LOGGED, trial
from khabar.comments.working_in_bulk import work_many
from khabar.comments.working_queue import take_back, work

# Wagtail 8 asks that a model's policy is registered by itself; 7.4 takes the viewset's.
if register_policy := getattr(permissions, "register_permission_policy", None):
    register_policy(Comment, ReadersOnlyPolicy(Comment), exact_class=True)
register_snippet(CommentViewSet)
register_snippet(PolicyViewSet)
register_snippet(WordViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Give the queue, its buttons and the log their addresses."""
    decisions = DecisionsView.as_view
    return [
        path("comments/", queue, name=PAGE),
        path("comments/<int:pk>/", work, name="khabar_queue_work"),
        path("comments/bulk/", work_many, name="khabar_queue_bulk"),
        path("comments/waiting/", count_waiting, name=COUNT),
        path("comments/undo/<int:pk>/", take_back, name="khabar_queue_undo"),
        path("comments/decisions/", decisions(), name=LOG),
        path("comments/decisions/results/", decisions(results_only=True), name=f"{LOG}_results"),
        path("comments/words/<int:pk>/", trial, name=TRIAL),
    ]


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Name what is done with a word in Wagtail's log."""
    actions.register_action(LOGGED, _("Make a word weigh, or not"), _("Its state was changed"))
