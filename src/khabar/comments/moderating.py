"""The moderator's buttons at the desk: one comment at a click, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from khabar.comments.deciding import approve, reject
from khabar.comments.listing import LIST
from khabar.comments.models import Comment
from khabar.comments.showing_queue import PERMISSION

DECISIONS: dict[str, tuple[Callable[..., Any], Any]] = {
    "approve": (approve, _("The comment by %(name)s was approved. Readers see it.")),
    "reject": (reject, _("The comment by %(name)s was rejected. No reader sees it.")),
}


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or reject one comment, as the button says, and go on with the list."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS:
        raise BadRequest("The decision must be approve or reject.")
    comment = get_object_or_404(Comment, pk=pk)
    act, message = DECISIONS[decision]
    act(comment=comment, moderator=request.user)
    messages.success(request, message % {"name": comment.name})
    return HttpResponseRedirect(_next_to_read(request))


def _next_to_read(request: HttpRequest) -> str:
    # The fragment puts the keyboard where the next waiting comment stands in the list.
    address: str = get_valid_next_url_from_request(request) or reverse(LIST)
    waiting = Comment.objects.waiting().waiting_first().first()
    return f"{address}#snippet_{waiting.pk}_title" if waiting else address


class DecideBulkAction(SnippetBulkAction):
    """What the two bulk actions have in common."""

    template_name = "khabar_comments/_confirm.html"
    act: Callable[..., Any]

    # Wagtail's own list is that of all snippets.
    models = [Comment]

    def check_perm(self, obj: Comment) -> bool:
        return bool(self.request.user.has_perm(PERMISSION))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """Take "all" to be all that wait: the list's filters don't reach a bulk action."""
        return Comment.objects.waiting().values_list("pk", flat=True)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Comment], user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        done = [cls.act(comment=comment, moderator=user) for comment in objects]
        return sum(action is not None for action in done), 0


class ApproveBulkAction(DecideBulkAction):
    """Approve many."""

    display_name = _("Approve")
    action_type = "approve"
    aria_label = _("Approve the selected comments")
    action_priority = 10
    act = staticmethod(approve)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        message = ngettext(
            "%(count)d comment was approved.",
            "%(count)d comments were approved.",
            num_parent_objects,
        )
        return message % {"count": num_parent_objects}


class RejectBulkAction(DecideBulkAction):
    """Reject many."""

    display_name = _("Reject")
    action_type = "reject"
    aria_label = _("Reject the selected comments")
    action_priority = 20
    classes = {"serious"}
    act = staticmethod(reject)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        message = ngettext(
            "%(count)d comment was rejected.",
            "%(count)d comments were rejected.",
            num_parent_objects,
        )
        return message % {"count": num_parent_objects}
