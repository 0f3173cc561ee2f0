"""How many comments wait, in the desk's menu: as the page was made, and live by a small script."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from khabar.comments.models import Comment
from khabar.comments.showing_queue import LOG, PAGE, PERMISSION, may_moderate
from khabar.dating.writing import desk_edition
from khabar.language.calendars import format_number

COUNT: Final = "khabar_queue_count"
LABEL: Final = _("Comments")


def count_waiting(request: HttpRequest) -> JsonResponse:
    """Answer with the menu's words and the number of those that wait, in the desk's digits."""
    may_moderate(request)
    waiting = Comment.objects.waiting().count()
    answer = {"label": _label(waiting), "waiting": format_number(waiting, desk_edition())}
    response = JsonResponse(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def _label(waiting: int) -> str:
    written = format_number(waiting, desk_edition())
    return f"{LABEL} ({written})" if waiting else str(LABEL)


class ModeratorsMenuItem(MenuItem):
    """A way for those who may decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


class QueueMenuItem(ModeratorsMenuItem):
    """The way to the queue, which says how many wait."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        component.label = _label(Comment.objects.waiting().count())
        return component


@hooks.register("register_admin_menu_item")
def offer_queue() -> MenuItem:
    """Put the queue into the menu, with where to ask how many wait."""
    attrs = {"data-khabar-waiting": reverse(COUNT)}
    name = "comments-queue"
    return QueueMenuItem(
        LABEL, reverse(PAGE), name=name, icon_name="comment", order=50, attrs=attrs
    )


@hooks.register("register_reports_menu_item")
def offer_log() -> MenuItem:
    """Put the log among the reports."""
    label = _("Decisions on comments")
    return ModeratorsMenuItem(label, reverse(LOG), name="decisions", icon_name="history", order=90)


@hooks.register("insert_global_admin_js")
def count_live() -> SafeString:
    """Load the script that keeps the number in the menu true."""
    return format_html('<script type="module" src="{}"></script>', static("khabar/js/waiting.js"))
