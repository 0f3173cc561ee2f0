"""Fronts at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel, PublishingPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn, LiveStatusTagColumn
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.fronts.ageing import not_shown, stale_containers
from khabar.fronts.choosing import story_chooser
from khabar.fronts.forms import FrontForm
from khabar.fronts.models import Front
from khabar.stories.forms import DirectedPanel


class WarningsPanel(Panel):
    """What an editor should know before reading the form: what isn't shown, what has grown old."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "khabar_fronts/_warnings.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            hidden, stale = not_shown(self.instance), stale_containers(self.instance)
            return context | {"hidden": hidden, "stale": stale}


class StaleColumn(BaseColumn):
    """How many containers of a front have grown old."""

    cell_template_name = "khabar_fronts/_stale_cell.html"

    def get_cell_context_data(self, instance: Front, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"stale": stale_containers(instance) if instance.live else []}


class FrontViewSet(SnippetViewSet):
    """The desk's list of fronts, and the form of one."""

    model = Front
    icon = "site"
    menu_label = _("Fronts")
    menu_name = "fronts"
    menu_order = 15
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        StaleColumn("stale", label=_("Grown old")),
        LiveStatusTagColumn(label=_("Status"), sort_key="live"),
    ]
    list_filter = ["locale"]
    ordering = ["locale", "section__position", "pk"]
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [FieldPanel("locale"), FieldPanel("section", widget=forms.Select)],
            ),
            WarningsPanel(),
            DirectedPanel("containers"),
            PublishingPanel(),
        ],
        base_form_class=FrontForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return Front.objects.with_places()


register_snippet(FrontViewSet)


@hooks.register("register_admin_viewset")
def register_story_chooser() -> ChooserViewSet:
    """Give the chooser of stories its addresses."""
    return story_chooser


class StaleFronts(Component):
    """The fronts with containers that have grown old; nothing where there are none."""

    order = 20
    template_name = "khabar_fronts/_home_stale.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        fronts = Front.objects.published().with_places()
        found = ((front, stale_containers(front)) for front in fronts)
        return {"fronts": [(front, stale) for front, stale in found if stale]}


@hooks.register("construct_homepage_panels")
def show_stale_fronts(request: HttpRequest, panels: list[Any]) -> None:
    """Put them on the desk's first page, for those who arrange fronts."""
    if request.user.has_perm("khabar_fronts.change_front"):
        panels.append(StaleFronts())
