"""Running stories at the desk, and the warning of a text that is in the archive already."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from khabar.related import deciding
from khabar.related.describing_duplicates import described
from khabar.related.mending import MENDED, say_that_it_changed
from khabar.related.models import RunningStory
from khabar.related.noticing_duplicates import near_duplicates
from khabar.stories.models import Story


class RunningStoryEditView(EditView):
    """The form of a running story's name and beginning, with the way to its stories."""

    @property
    def header_more_buttons(self) -> list[Button]:
        address = reverse(deciding.PAGE, args=[self.object.pk])
        own = Button(_("Its stories"), url=address, icon_name="list-ul", priority=15)
        return [*super().header_more_buttons, own]

    def save_instance(self) -> Any:
        running = super().save_instance()
        say_that_it_changed(running)
        return running


class RunningStoryViewSet(SnippetViewSet):
    """The desk's list of running stories."""

    model = RunningStory
    icon = "history"
    menu_label = _("Running stories")
    menu_order = 32
    add_to_admin_menu = True
    list_display = ["__str__", "locale", "made_at"]
    list_filter = ["locale"]
    edit_view_class = RunningStoryEditView

    def get_queryset(self, request: HttpRequest) -> Any:
        return RunningStory.objects.current().select_related("locale")


register_snippet(RunningStoryViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_duplicates(request: HttpRequest, instance: Any) -> None:
    """Tell who saved a story whose text stands in the archive already, and what differs."""
    if isinstance(instance, Story):
        for duplicate in near_duplicates(instance):
            messages.warning(request, described(duplicate))


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Give the mending of running stories its address."""
    return [path("running/<int:pk>/", deciding.mending, name=deciding.PAGE)]


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Name what is done to running stories in Wagtail's log."""
    actions.register_action(MENDED, _("Mend a running story"), _("Its stories were changed"))
