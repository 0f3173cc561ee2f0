"""The desk as a whole: what stands in its menu and on its first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component

from khabar.comments.models import Comment
from khabar.stories.models import Story

# A story isn't a Wagtail page, and there are no pages before the fronts are.
HIDDEN_MENU_ITEMS = {"explorer", "documents"}


@hooks.register("construct_main_menu", order=1000)
def leave_out_what_a_newsroom_does_not_use(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take Wagtail's page tree and documents out of the menu."""
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU_ITEMS]


@hooks.register("insert_global_admin_css")
def colours() -> SafeString:
    """Give the desk the paper's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("khabar/css/desk.css"))


class Overview(Component):
    """What waits for somebody: comments, drafts, and what went out last."""

    order = 10
    template_name = "khabar_newsroom/_overview.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        stories = Story.objects.select_related("locale").defer("body")
        may_write = user.has_perm("khabar_stories.change_story")
        may_moderate = user.has_perm("khabar_comments.change_comment")
        return {
            "waiting": Comment.objects.waiting().count() if may_moderate else None,
            "drafts": stories.filter(has_unpublished_changes=True).order_by("-number")[:8]
            if may_write
            else [],
            "published": stories.published().newest_first()[:8] if may_write else [],
        }


@hooks.register("construct_homepage_panels")
def show_overview(request: HttpRequest, panels: list[Any]) -> None:
    """Put the newsroom's overview first on the desk's first page."""
    panels.insert(0, Overview())


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_out_page_counts(request: HttpRequest, items: list[Any]) -> None:
    """Take out counts of pages and documents, which say nothing here."""
    items[:] = [item for item in items if type(item).__name__ == "ImagesSummaryItem"]
